import { FILE_INTERVAL_METRICS } from '../../pipeline/contracts/classification-figures.ts';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import { HundredDots } from '../charts/hundred-dots.tsx';
import { ClassTable } from '../components/class-table.tsx';
import { Confusions } from '../components/confusions.tsx';
import { Label } from '../components/label.tsx';
import { OutsideText } from '../components/outside-text.tsx';
import { Wide } from '../components/wide.tsx';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { perHundred } from '../reading/per-hundred.ts';
import type { EvaluationTexts } from '../texts/evaluation-texts.ts';

export interface SectionProps {
  readonly model: FileReportModel;
  readonly reader: Reader;
  readonly texts: EvaluationTexts;
}

const LIMIT = 0.05;
const MOST_EXAMPLES = 60;
const TEXT_LIMIT = 160;

export function ResultSection({ model, reader, texts }: SectionProps) {
  const { figures, warnings } = model;
  const { comparison, intervals } = figures;
  const right = perHundred(figures.accuracy);
  const format = reader.figures;
  const side =
    comparison === null || comparison.macro_f1_p >= LIMIT
      ? 'open'
      : comparison.macro_f1_difference > 0
        ? 'better'
        : 'worse';
  const pictures = [
    { system: 'tuned' as const, name: texts.candidate, right },
    ...(comparison === null
      ? []
      : [{ system: 'base' as const, name: texts.baseline, right: perHundred(comparison.baseline.accuracy) }]),
  ];
  return (
    <div class="statement">
      <div>
        <p class="statement-sentence">{texts.right(String(right), format.count(figures.n))}</p>
        {comparison === null ? null : (
          <p class="statement-hundred">
            {texts.baselineRight(String(perHundred(comparison.baseline.accuracy)))} {texts.conclusion[side]}
          </p>
        )}
        <ul>
          {intervals.accuracy === null ? null : (
            <li>{texts.interval(format.percent(figures.confidence, 0), format.range(intervals.accuracy))}</li>
          )}
          {comparison === null ? null : (
            <>
              <li>
                {texts.paired(
                  format.points(comparison.macro_f1_difference),
                  format.points(comparison.interval[0]),
                  format.points(comparison.interval[1]),
                  format.p(comparison.macro_f1_p),
                  format.p(comparison.mcnemar_p),
                )}
              </li>
              <li>
                {texts.onlyOne(
                  format.count(comparison.only_candidate_correct),
                  format.count(comparison.only_reference_correct),
                )}
              </li>
            </>
          )}
          <li>{figures.detectable.words[reader.language]}</li>
          {warnings.map((warning) => (
            <li key={warning.en}>{visible(warning[reader.language])}</li>
          ))}
        </ul>
      </div>
      <figure class="statement-picture">
        <div class={`hundreds hundreds-${pictures.length}`}>
          {pictures.map((one) => (
            <div key={one.system} class={`hundred-of-${one.system}`}>
              <p class="hundred-name">{one.name}</p>
              <HundredDots
                id={`hundred-${one.system}`}
                system={one.system}
                right={one.right}
                title={one.name}
                description={`${one.name}: ${one.right} / 100`}
              />
              <p class="hundred-figure">
                <strong>{one.right}</strong> / 100
              </p>
            </div>
          ))}
        </div>
      </figure>
    </div>
  );
}

export function MetricsSection({ model, reader, texts }: SectionProps) {
  const { figures } = model;
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(4));
  const rows: (readonly [string, number | null, readonly [number, number] | null])[] = [
    ...FILE_INTERVAL_METRICS.map((id) => [texts.names[id], figures[id], figures.intervals[id]] as const),
    ...Object.entries(figures.fbeta).map(([beta, value]) => [`F${beta}`, value, null] as const),
    ...(figures.log_loss === null
      ? []
      : [
          ...(['log_loss', 'brier', 'ece'] as const).map(
            (id) => [texts.names[id], figures[id], null] as const,
          ),
          [texts.names.roc_auc, figures.roc_auc?.macro ?? null, null] as const,
          [texts.names.average_precision, figures.average_precision?.macro ?? null, null] as const,
          ...Object.entries(figures.top_k ?? {}).map(([k, value]) => [`top-${k}`, value, null] as const),
        ]),
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{texts.metric}</th>
          <th scope="col" class="figure">
            {texts.value}
          </th>
          <th scope="col" class="figure">
            {texts.range} ({reader.figures.percent(figures.confidence, 0)})
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value, interval]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure strong">{number(value)}</td>
            <td class="figure">{interval === null ? '' : interval.map(number).join('–')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ClassesSection({ model, reader, texts }: SectionProps) {
  const { figures } = model;
  const rows = Object.entries(figures.per_class).map(([label, row]) => ({ label, ...row }));
  const base = figures.comparison?.baseline.f1 ?? {};
  const different = figures.comparison?.per_class.filter(({ holm_p }) => holm_p < LIMIT) ?? [];
  return (
    <>
      <p class="lead">{texts.classLead}</p>
      <ClassTable
        tuned={rows}
        base={rows.map((row) => ({ ...row, f1: base[row.label] ?? null }))}
        reader={reader}
      />
      {figures.comparison === null ? null : different.length === 0 ? (
        <p>{texts.noClassDifference}</p>
      ) : (
        <table>
          <caption>{texts.classDifferences}</caption>
          <thead>
            <tr>
              <th scope="col">{reader.texts.classes.label}</th>
              <th scope="col" class="figure">
                {texts.difference}
              </th>
              <th scope="col" class="figure">
                p
              </th>
            </tr>
          </thead>
          <tbody>
            {different.map(({ label, f1_difference: difference, holm_p: p }) => (
              <tr key={label}>
                <th scope="row">
                  <Label name={label} reader={reader} />
                </th>
                <td class="figure">{reader.figures.points(difference)}</td>
                <td class="figure">{reader.figures.p(p)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Confusions metrics={figures} reader={reader} />
    </>
  );
}

export function SlicesSection({ model, reader, texts }: SectionProps) {
  const { percent, range, points, count } = reader.figures;
  const named: Readonly<Record<string, string>> = { length: texts.length, source: texts.source };
  const heads = [texts.records, texts.names.accuracy, texts.names.macro_f1, texts.gap];
  return (
    <>
      <p class="lead">{texts.slicesLead}</p>
      <Wide label={texts.sections.slices}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.by}</th>
              <th scope="col">{texts.part}</th>
              {heads.map((head) => (
                <th key={head} scope="col" class="figure">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {model.figures.slices.map((slice) => (
              <tr key={`${slice.by}\u0000${slice.value}`}>
                <td>{Object.hasOwn(named, slice.by) ? named[slice.by] : visible(slice.by)}</td>
                <th scope="row">
                  <OutsideText text={slice.value} limit={60} reader={reader} />
                </th>
                <td class="figure">{count(slice.n)}</td>
                <td class="figure">
                  {percent(slice.accuracy)} <span class="interval">[{range(slice.accuracy_interval)}]</span>
                </td>
                <td class="figure">
                  {percent(slice.macro_f1)} <span class="interval">[{range(slice.macro_f1_interval)}]</span>
                </td>
                <td class="figure">
                  {slice.gap === null ? '–' : points(slice.gap)}{' '}
                  {slice.gap_interval === null ? null : (
                    <span class="interval">[{slice.gap_interval.map((end) => points(end)).join(' … ')}]</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

export function ExamplesSection({ model, reader, texts }: SectionProps) {
  const { confusion, n } = model.figures;
  const wrong = n - confusion.matrix.reduce((sum, row, at) => sum + row[at]!, 0);
  if (wrong === 0) return <p>{texts.noWrong}</p>;
  const shown = model.wrong.slice(0, MOST_EXAMPLES);
  return (
    <>
      <p class="lead">{texts.examples(reader.figures.count(shown.length), reader.figures.count(wrong))}</p>
      <Wide label={texts.sections.examples}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{reader.texts.examples.record}</th>
              <th scope="col">{texts.text}</th>
              <th scope="col">{texts.truth}</th>
              <th scope="col">{texts.answer}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, text, truth, answer, confidence }) => (
              <tr key={id}>
                <td class="nowrap">
                  <OutsideText text={id} limit={24} reader={reader} />
                </td>
                <td>
                  {text === null ? '–' : <OutsideText text={text} limit={TEXT_LIMIT} reader={reader} />}
                </td>
                <td>
                  <Label name={truth} reader={reader} />
                </td>
                <td>
                  <Label name={answer} reader={reader} />{' '}
                  {confidence === null ? null : (
                    <span class="note">{reader.figures.percent(confidence, 0)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
