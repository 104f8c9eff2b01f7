import {
  type ClassificationFigures,
  FILE_INTERVAL_METRICS,
} from '../../pipeline/contracts/classification-figures.ts';
import type { Interval } from '../../pipeline/contracts/evaluation.ts';
import { decimal } from '../format/decimal.ts';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

const DIGITS = 4;

/** Every figure that is one number, as science writes it, with its interval where there is one. */
export function AllMetrics({ figures, reader }: { figures: ClassificationFigures; reader: Reader }) {
  const texts = detailTexts[reader.language].metrics;
  return (
    <table class="metrics">
      <caption>{texts.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.metric}</th>
          <th scope="col" class="figure">
            {texts.value}
          </th>
          <th scope="col" class="figure">
            {texts.range(reader.figures.percent(figures.confidence, 0))}
          </th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(figures, reader).map(([name, value, interval]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure strong">{decimal(value, DIGITS)}</td>
            <td class="figure">
              {interval === null ? '' : interval.map((end) => decimal(end, DIGITS)).join('–')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Row = readonly [name: string, value: number | null, interval: Interval | null];

function rowsOf(figures: ClassificationFigures, reader: Reader): readonly Row[] {
  const { names, metrics: texts } = detailTexts[reader.language];
  const { intervals, fbeta, log_loss: logLoss, roc_auc: roc, average_precision: precision } = figures;
  return [
    ...FILE_INTERVAL_METRICS.map((id): Row => [names[id], figures[id], intervals[id]]),
    ...Object.entries(fbeta)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([beta, value]): Row => [texts.fbeta(beta), value, null]),
    ...(logLoss === null
      ? []
      : [
          ...Object.entries(figures.top_k ?? {}).map(([k, value]): Row => [texts.topK(k), value, null]),
          ...(['log_loss', 'brier', 'ece'] as const).map((id): Row => [names[id], figures[id], null]),
          ...(['macro', 'weighted', 'micro'] as const).flatMap((kind): Row[] => [
            [`${names.roc_auc} (${kind})`, roc?.[kind] ?? null, null],
            [`${names.average_precision} (${kind})`, precision?.[kind] ?? null, null],
          ]),
        ]),
  ];
}
