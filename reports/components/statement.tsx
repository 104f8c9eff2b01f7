import type { ComponentChildren } from 'preact';
import type { GateResult } from '../../pipeline/contracts/gate.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** The verdict in one sentence and one picture, and what it means for the reader's work. */
export function Statement(props: {
  readonly gate: GateResult;
  /** How many of a hundred come out right, in words. */
  readonly hundred: string;
  /** What that means for daily work, as items of a list. */
  readonly meaning: ComponentChildren;
  readonly picture: ComponentChildren;
  readonly reader: Reader;
}) {
  const { gate, reader } = props;
  const { texts } = reader;
  const missed = gate.rules.filter(({ verdict }) => verdict !== 'PASS');
  return (
    <div class={`statement statement-${gate.verdict}`}>
      <div>
        <p class="statement-verdict">
          <VerdictMark verdict={gate.verdict} reader={reader} />
        </p>
        <p class="statement-sentence">{texts.verdicts[gate.verdict].sentence}</p>
        <p class="statement-hundred">{props.hundred}</p>
        {gate.verdict === 'PASS' ? null : (
          <>
            <h3>{texts.verdict.missed[gate.verdict]}</h3>
            <ul>
              {missed.map(({ rule, explanation }) => (
                <li key={rule}>{visible(explanation[reader.language])}</li>
              ))}
            </ul>
          </>
        )}
        <h3>{texts.verdict.meaning}</h3>
        <ul>
          {props.meaning}
          <li>{texts.verdict.next[gate.verdict]}</li>
        </ul>
      </div>
      {props.picture}
    </div>
  );
}
