import type { SliceFigures } from '../../pipeline/contracts/classification-figures.ts';
import { ShareScale, Whiskers } from '../charts/whiskers.tsx';
import { OutsideText } from '../components/outside-text.tsx';
import { Wide } from '../components/wide.tsx';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

interface SlicesProps {
  readonly slices: readonly SliceFigures[];
  readonly reader: Reader;
}

/** Divisions whose parts are ranges of numbers. */
const ORDERED: ReadonlySet<string> = new Set(['length', 'label_records']);

/** The records divided by length, source, labels and columns: each part against all the others. */
export function Slices({ slices, reader }: SlicesProps) {
  const texts = detailTexts[reader.language].slices;
  const divisions = [...new Set(slices.map(({ by }) => by))];
  const apart = slices.filter(isApart);
  return (
    <>
      <p class="lead">{texts.lead}</p>
      <p>{apart.length === 0 ? texts.noneApart : texts.apart(reader.figures.count(apart.length))}</p>
      {divisions.map((by) => (
        <Division key={by} by={by} slices={slices.filter((slice) => slice.by === by)} reader={reader} />
      ))}
    </>
  );
}

/** Whether the interval of the gap leaves out 0. */
function isApart({ gap_interval: interval }: SliceFigures): boolean {
  return interval !== null && (interval[0] > 0 || interval[1] < 0);
}

function Division({ by, slices, reader }: SlicesProps & { by: string }) {
  const { slices: texts, names } = detailTexts[reader.language];
  const name = Object.hasOwn(texts.by, by) ? texts.by[by as keyof typeof texts.by] : visible(by);
  return (
    <Wide label={name}>
      <table class="slices">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.part}</th>
            {[texts.records, names.accuracy, names.macro_f1, texts.gap].map((head) => (
              <th key={head} scope="col" class="figure">
                {head}
              </th>
            ))}
            <th scope="col" class="chart">
              {names.accuracy}
              <ShareScale />
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(slices).map((slice) => (
            <SliceRow key={slice.value} slice={slice} reader={reader} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Parts named by numbers from the least up; others as they come, the largest first. */
function inOrder(slices: readonly SliceFigures[]): readonly SliceFigures[] {
  if (!slices.every(({ by }) => ORDERED.has(by))) return slices;
  return [...slices].sort((a, b) => Number.parseInt(a.value, 10) - Number.parseInt(b.value, 10));
}

function SliceRow({ slice, reader }: { slice: SliceFigures; reader: Reader }) {
  const { percent, range, points, count } = reader.figures;
  const texts = detailTexts[reader.language].slices;
  return (
    <tr>
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
      <td class={isApart(slice) ? 'figure strong' : 'figure'}>
        {slice.gap === null ? '–' : points(slice.gap)}{' '}
        {slice.gap_interval === null ? null : (
          <span class="interval">
            {texts.between(points(slice.gap_interval[0]), points(slice.gap_interval[1]))}
          </span>
        )}
      </td>
      <td class="chart">
        <Whiskers rows={[{ system: 'tuned', value: slice.accuracy, interval: slice.accuracy_interval }]} />
      </td>
    </tr>
  );
}
