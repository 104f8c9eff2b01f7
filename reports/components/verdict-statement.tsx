import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import type { GateResult } from '../../pipeline/contracts/gate.ts';
import { HundredDots } from '../charts/hundred-dots.tsx';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { confusedPairs } from '../reading/confusions.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { systemsOf } from '../reading/systems.ts';
import { FloorSentence } from './floor-sentence.tsx';
import { Label } from './label.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** The verdict in one sentence and one picture, and what it means for the reader's work. */
export function VerdictStatement(props: {
  readonly evaluation: EvaluationResult;
  readonly gate: GateResult;
  readonly reader: Reader;
}) {
  const { evaluation, gate, reader } = props;
  const { texts } = reader;
  const { base, tuned, production } = evaluation.systems;
  const right = (share: number) => String(perHundred(share));
  const [confused] = confusedPairs(tuned.confusion).filter(({ count }) => count > 1);
  const confidence = reader.figures.percent(evaluation.confidence, 0);
  const missed = gate.rules.filter(({ verdict }) => verdict !== 'PASS');
  return (
    <div class={`statement statement-${gate.verdict}`}>
      <div>
        <p class="statement-verdict">
          <VerdictMark verdict={gate.verdict} reader={reader} />
        </p>
        <p class="statement-sentence">{texts.verdicts[gate.verdict].sentence}</p>
        <p class="statement-hundred">
          {texts.verdict.perHundred(
            right(tuned.accuracy),
            right(base.accuracy),
            production && right(production.accuracy),
          )}
        </p>
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
          <li>
            {texts.verdict.remaining(
              String(100 - perHundred(tuned.accuracy)),
              String(100 - perHundred(base.accuracy)),
            )}
          </li>
          <FloorSentence evaluation={evaluation} reader={reader} />
          {confused === undefined ? null : (
            <li>
              {texts.verdict.mostConfused(
                <Label name={confused.truth} reader={reader} />,
                <Label name={confused.answer} reader={reader} />,
                reader.figures.count(confused.count),
              )}
            </li>
          )}
          <li>
            {texts.verdict.interval(
              reader.figures.count(evaluation.n),
              confidence,
              reader.figures.range(tuned.intervals.accuracy, 0),
            )}
          </li>
          <li>{texts.verdict.next[gate.verdict]}</li>
        </ul>
      </div>
      <VerdictPicture evaluation={evaluation} reader={reader} />
    </div>
  );
}

function VerdictPicture({ evaluation, reader }: { evaluation: EvaluationResult; reader: Reader }) {
  const { texts } = reader;
  const systems = systemsOf(evaluation);
  return (
    <figure class="statement-picture">
      <figcaption>{texts.verdict.pictureTitle}</figcaption>
      <div class={`hundreds hundreds-${systems.length}`}>
        {systems.map(({ id, metrics }) => {
          const right = perHundred(metrics.accuracy);
          return (
            <div key={id} class={`hundred-of-${id}`}>
              <p class="hundred-name">{texts.systems[id]}</p>
              <HundredDots
                id={`hundred-${id}`}
                system={id}
                right={right}
                title={`${texts.systems[id]}: ${texts.verdict.right(String(right))}`}
                description={texts.verdict.pictureDescription(texts.systems[id], String(right))}
              />
              <p class="hundred-figure">
                <strong>{right}</strong> / 100
              </p>
            </div>
          );
        })}
      </div>
      <p class="legend">
        <svg class="key series-tuned" width="12" height="12" aria-hidden="true">
          <circle class="dot-right" cx="6" cy="6" r="4.6" />
        </svg>
        {texts.verdict.legendRight}
        <svg class="key series-tuned" width="12" height="12" aria-hidden="true">
          <circle class="dot-wrong" cx="6" cy="6" r="4" />
        </svg>
        {texts.verdict.legendWrong}
      </p>
    </figure>
  );
}
