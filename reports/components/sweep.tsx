import type { SweepReport, SweptField } from '../../pipeline/contracts/data-reports.ts';
import type { Reader } from '../reader.ts';
import { type SweepTexts, sweepTexts } from '../texts/sweep-texts.ts';
import { Wide } from './wide.tsx';

/** A page is to be read: of a large search the best are shown. */
const MOST_ROWS = 16;

/** A search for settings: what was tried, what was chosen, what mattered. */
export function Sweep({ sweep, reader }: { sweep: SweepReport; reader: Reader }) {
  const texts = sweepTexts[reader.language];
  const { figures } = reader;
  const { trials, rungs, chosen, mattered } = sweep;
  const last = (index: number) => trials[index]!.losses.at(-1)?.toFixed(3) ?? texts.diverged;
  const order = bestFirst(sweep);
  const shown = order.slice(0, MOST_ROWS);
  const fields = Object.keys(trials[0]!.settings) as SweptField[];
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.lead(figures.count(trials.length), figures.count(rungs.length))}</p>
      <p>{chosen === 0 ? texts.kept : texts.found(last(chosen), last(0))}</p>
      <Wide label={texts.title}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{texts.candidate}</th>
              {fields.map((field) => (
                <th scope="col" class="figure" key={field}>
                  {nameOf(field, reader)}
                </th>
              ))}
              {rungs.map(({ share, records }) => (
                <th scope="col" class="figure" key={share}>
                  {texts.loss(figures.percent(share, 0), figures.count(records))}
                </th>
              ))}
              <th scope="col" class="figure">
                {texts.seconds}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((index) => (
              <Trial key={index} index={index} sweep={sweep} fields={fields} texts={texts} reader={reader} />
            ))}
          </tbody>
        </table>
      </Wide>
      {order.length === shown.length ? null : (
        <p class="note">{texts.more(figures.count(order.length - shown.length))}</p>
      )}
      {mattered.length === 0 ? null : <Mattered mattered={mattered} texts={texts} reader={reader} />}
    </>
  );
}

function Trial({
  index,
  sweep: { trials, rungs, chosen },
  fields,
  texts,
  reader: { figures },
}: {
  index: number;
  sweep: SweepReport;
  fields: readonly SweptField[];
  texts: SweepTexts;
  reader: Reader;
}) {
  const { settings, losses, seconds } = trials[index]!;
  const marks = [...(index === 0 ? [texts.auto] : []), ...(index === chosen ? [texts.chosen] : [])];
  return (
    <tr>
      <th scope="row">
        {index + 1} {marks.length === 0 ? null : <span class="gloss">{marks.join(', ')}</span>}
      </th>
      {fields.map((field) => (
        <td class="figure" key={field}>
          {String(settings[field])}
        </td>
      ))}
      {rungs.map(({ share }, round) => (
        <td class={index === chosen ? 'figure strong' : 'figure'} key={share}>
          {losses[round] === null ? texts.diverged : (losses[round]?.toFixed(3) ?? '–')}
        </td>
      ))}
      <td class="figure">{figures.duration(seconds)}</td>
    </tr>
  );
}

function Mattered({
  mattered,
  texts,
  reader,
}: {
  mattered: SweepReport['mattered'];
  texts: SweepTexts;
  reader: Reader;
}) {
  return (
    <>
      <h4>{texts.mattered}</h4>
      <p>{texts.matteredLead}</p>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">{texts.setting}</th>
            <th scope="col" class="figure">
              {texts.share}
            </th>
            <td class="chart" />
          </tr>
        </thead>
        <tbody>
          {mattered.map(({ field, share }) => (
            <tr key={field}>
              <th scope="row">{nameOf(field, reader)}</th>
              <td class="figure">{reader.figures.percent(share, 0)}</td>
              <td class="chart">
                <svg class="share-bar" width="140" height="14" aria-hidden="true">
                  <rect class="bar series-tuned" x="0" y="2" width={`${100 * share}%`} height="10" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Those that went furthest first, and among them the best; what diverged comes last. */
function bestFirst({ trials }: SweepReport): number[] {
  const last = (index: number) => trials[index]!.losses.at(-1) ?? Number.POSITIVE_INFINITY;
  return trials
    .map((_, index) => index)
    .sort(
      (a, b) => trials[b]!.losses.length - trials[a]!.losses.length || compare(last(a), last(b)) || a - b,
    );
}

/** Not by subtraction, which gives no number for two that diverged. */
function compare(a: number, b: number): number {
  return Number(a > b) - Number(a < b);
}

function nameOf(field: SweptField, { texts }: Reader): string {
  return texts.settings.names[`train.${field}`];
}
