import type { HistoryVersion } from '../../pipeline/contracts/model-history.ts';
import { CellName } from '../components/cell-name.tsx';
import { Label } from '../components/label.tsx';
import { VerdictMark } from '../components/verdict-mark.tsx';
import { Wide } from '../components/wide.tsx';
import { visible } from '../format/visible.ts';
import type { HistoryProps } from './props.ts';

/** Every version with its figures and what it was made from, the newest first. */
export function VersionsSection({ history, reader, texts }: HistoryProps) {
  const { versions } = history;
  const metric = versions.at(-1)!.metric.name[reader.language];
  return (
    <Wide label={texts.sections.versions}>
      <table class="versions-head">
        <thead>
          <tr>
            <th scope="col">{texts.version}</th>
            <th scope="col" class="figure">
              {metric}
            </th>
            <th scope="col">{texts.againstHead}</th>
            <th scope="col">{texts.data}</th>
            <th scope="col">{texts.changes}</th>
          </tr>
        </thead>
        <tbody>
          {versions
            .map((version, at) => (
              <VersionRow
                key={version.version}
                version={version}
                before={versions[at - 1] ?? null}
                reader={reader}
                texts={texts}
              />
            ))
            .toReversed()}
        </tbody>
      </table>
    </Wide>
  );
}

type RowProps = Pick<HistoryProps, 'reader' | 'texts'> & {
  readonly version: HistoryVersion;
  readonly before: HistoryVersion | null;
};

function VersionRow({ version, before, reader, texts }: RowProps) {
  const { figures } = reader;
  const { train, validation, test, generated } = version.records;
  return (
    <tr>
      <th scope="row">
        {version.version}{' '}
        {version.aliases.map((alias) => (
          <span key={alias} class={`alias alias-${alias}`}>
            {texts.aliases[alias]}
          </span>
        ))}
        <span class="gloss">{figures.moment(version.created_at)}</span>
        <VerdictMark verdict={version.verdict} reader={reader} />
        {version.override ? (
          <span class="gloss">
            {texts.override(visible(version.override.by), visible(version.override.reason))}
          </span>
        ) : null}
      </th>
      <td class="figure">
        <CellName>{version.metric.name[reader.language]}</CellName>
        <strong>{figures.percent(version.tuned.value)}</strong>
        <span class="gloss">[{figures.range(version.tuned.interval)}]</span>
        <span class="gloss">
          {texts.base} {figures.percent(version.base_value)}
        </span>
      </td>
      <td>
        <CellName>{texts.againstHead}</CellName>
        {version.against === null ? (
          '–'
        ) : (
          <>
            <strong>{figures.points(version.against.difference)}</strong> [
            {figures.points(version.against.interval[0])} … {figures.points(version.against.interval[1])}]
            <span class="gloss">
              {texts.againstVersion(String(version.against.version))}, {figures.p(version.against.p)}
            </span>
          </>
        )}
      </td>
      <td>
        <CellName>{texts.data}</CellName>
        {visible(version.dataset.name)} <code>{version.dataset.digest.slice(0, 8)}</code>
        <span class="gloss">
          {texts.records(figures.count(train), figures.count(validation), figures.count(test))}
        </span>
        {generated > 0 ? <span class="gloss">{texts.generated(figures.count(generated))}</span> : null}
        <span class="gloss">
          <code>{visible(version.base)}</code>
        </span>
      </td>
      <td>
        <CellName>{texts.changes}</CellName>
        <Changes version={version} before={before} reader={reader} texts={texts} />
      </td>
    </tr>
  );
}

function Changes({ version, before, reader, texts }: RowProps) {
  const changes = version.label_changes;
  if (changes === null) return <span class="muted">{texts.firstVersion}</span>;
  const newTest = before !== null && before.test.digest !== version.test.digest;
  if (changes.length === 0 && !newTest) return <span class="muted">{texts.noChange}</span>;
  return (
    <ul class="changes">
      {newTest ? <li>{texts.newTest}</li> : null}
      {changes.map(({ label, before: was, after }) => (
        <li key={label}>
          <Label name={label} reader={reader} />{' '}
          {texts.labelChange(reader.figures.count(was), reader.figures.count(after))}
        </li>
      ))}
    </ul>
  );
}
