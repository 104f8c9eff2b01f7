import type { Interval } from '../../pipeline/contracts/evaluation.ts';
import type { PeerLeftOut } from '../../pipeline/contracts/peers.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { Wide } from './wide.tsx';

/** One that answered the test. */
export interface Answerer {
  readonly id: string;
  readonly name: string;
  readonly gloss: string | null;
  /** A figure for each column, null where it is undefined. */
  readonly figures: readonly { readonly value: number | null; readonly interval: Interval | null }[];
  /** The tuned model against this one; null in its own row. */
  readonly against: { readonly difference: number; readonly interval: Interval; readonly p: number } | null;
}

/** Everything that answered the test, one row each, with how far the tuned model is ahead of it. */
export function AnswerersTable(props: {
  readonly lead: string;
  /** Names of the figures. */
  readonly columns: readonly string[];
  readonly rows: readonly Answerer[];
  readonly leftOut: readonly PeerLeftOut[];
  readonly reader: Reader;
}) {
  const { texts, language } = props.reader;
  const heads = [...props.columns, texts.peers.lead_over, texts.peers.p];
  return (
    <>
      <h3>{texts.peers.title}</h3>
      <p>{props.lead}</p>
      <Wide label={texts.peers.title}>
        <table class="peers">
          <thead>
            <tr>
              <th scope="col">{texts.peers.system}</th>
              {heads.map((head) => (
                <th key={head} scope="col" class="figure">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <AnswererRow key={row.id} row={row} reader={props.reader} />
            ))}
          </tbody>
        </table>
      </Wide>
      {props.leftOut.map(({ id, reason }) => (
        <p key={id} class="note">
          {texts.peers.leftOut(texts.peers.names[id].name, visible(reason[language]))}
        </p>
      ))}
    </>
  );
}

function AnswererRow({ row, reader }: { row: Answerer; reader: Reader }) {
  const { figures, texts } = reader;
  const { against } = row;
  return (
    <tr class={`of-${row.id}`}>
      <th scope="row">
        {row.name}
        {row.gloss === null ? null : <span class="gloss">{row.gloss}</span>}
      </th>
      {row.figures.map(({ value, interval }, at) => (
        <td key={at} class="figure">
          <span class="value">{figures.percent(value)}</span>
          {interval === null ? null : <span class="interval">[{figures.range(interval)}]</span>}
        </td>
      ))}
      {against === null ? (
        <>
          <td class="figure">{texts.peers.itself}</td>
          <td class="figure">{texts.peers.itself}</td>
        </>
      ) : (
        <>
          <td class="figure">
            <span class="value">{figures.points(against.difference)}</span>
            <span class="interval">[{against.interval.map((end) => figures.points(end)).join(' – ')}]</span>
          </td>
          <td class="figure">{figures.p(against.p)}</td>
        </>
      )}
    </tr>
  );
}
