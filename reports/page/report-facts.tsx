import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { FINDINGS_PATHS, PREDICTIONS_PATH, SIDE_FILES } from './paths.ts';

/** What the report is on: under its title. */
export function PageFacts({ model, reader }: { model: AnyReportModel; reader: Reader }) {
  const { page } = reader.texts;
  const facts = [
    [page.made, <time datetime={visible(model.made_at)}>{reader.figures.moment(model.made_at)}</time>],
    [page.base, visible(model.base.id)],
    [page.testRecords, page.records(reader.figures.count(model.evaluation.n))],
    [page.dataset, <code>{visible(model.dataset.digest.slice(0, 12))}</code>],
  ] as const;
  return (
    <dl class="masthead-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The files beside the page, for its foot. */
export function PageFiles({ reader }: { reader: Reader }) {
  const { texts } = reader;
  const findings = FINDINGS_PATHS[reader.language];
  return (
    <>
      <li>
        <a href={findings}>{findings}</a> {texts.files.findings}
      </li>
      <li>
        <a href={PREDICTIONS_PATH}>{PREDICTIONS_PATH}</a> {texts.files.predictions}
      </li>
      {SIDE_FILES.map(({ id, path }) => (
        <li key={id}>
          <a href={path}>{path}</a> {texts.files[id]}
        </li>
      ))}
    </>
  );
}
