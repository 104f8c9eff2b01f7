import {
  type ClassificationFigures,
  FILE_INTERVAL_METRICS,
} from '../../pipeline/contracts/classification-figures.ts';
import type { Interval } from '../../pipeline/contracts/evaluation.ts';
import { decimal } from '../format/decimal.ts';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

const DIGITS = 4;

/** Every figure that is one number, as science writes it: those with an interval, and beside them the others. */
export function AllMetrics({ figures, reader }: { figures: ClassificationFigures; reader: Reader }) {
  const { names, metrics: texts } = detailTexts[reader.language];
  const range = texts.range(reader.figures.percent(figures.confidence, 0));
  const sure = FILE_INTERVAL_METRICS.map((id): Row => [names[id], figures[id], figures.intervals[id]]);
  return (
    <div class="metric-tables">
      <MetricTable caption={texts.caption} heads={[texts.metric, texts.value, range]} rows={sure} />
      <MetricTable
        caption={texts.furtherCaption}
        heads={[texts.metric, texts.value]}
        rows={furtherRows(figures, reader)}
      />
    </div>
  );
}

type Row = readonly [name: string, value: number | null, interval?: Interval | null];

function MetricTable(props: {
  readonly caption: string;
  readonly heads: readonly [metric: string, value: string, range?: string];
  readonly rows: readonly Row[];
}) {
  const [metric, ...figures] = props.heads;
  return (
    <table class="metrics">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{metric}</th>
          {figures.map((head) => (
            <th key={head} scope="col" class="figure">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([name, value, interval]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure strong">{decimal(value, DIGITS)}</td>
            {interval === undefined ? null : (
              <td class="figure">{interval?.map((end) => decimal(end, DIGITS)).join('–') ?? ''}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function furtherRows(figures: ClassificationFigures, reader: Reader): readonly Row[] {
  const { names, metrics: texts } = detailTexts[reader.language];
  const { fbeta, log_loss: logLoss, roc_auc: roc, average_precision: precision } = figures;
  return [
    ...Object.entries(fbeta)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([beta, value]): Row => [texts.fbeta(beta), value]),
    ...(logLoss === null
      ? []
      : [
          ...Object.entries(figures.top_k ?? {}).map(([k, value]): Row => [texts.topK(k), value]),
          ...(['log_loss', 'brier', 'ece'] as const).map((id): Row => [names[id], figures[id]]),
          ...(['macro', 'weighted', 'micro'] as const).flatMap((kind): Row[] => [
            [`${names.roc_auc} (${kind})`, roc?.[kind] ?? null],
            [`${names.average_precision} (${kind})`, precision?.[kind] ?? null],
          ]),
        ]),
  ];
}
