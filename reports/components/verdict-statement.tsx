import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import type { GateResult } from '../../pipeline/contracts/gate.ts';
import { HundredsPicture } from '../charts/hundreds-picture.tsx';
import type { Reader } from '../reader.ts';
import { confusedPairs } from '../reading/confusions.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { systemsOf } from '../reading/systems.ts';
import { FloorSentence } from './floor-sentence.tsx';
import { Label } from './label.tsx';
import { Statement } from './statement.tsx';

/** The verdict in one sentence and one picture, and what it means for the reader's work. */
export function VerdictStatement(props: {
  readonly evaluation: EvaluationResult;
  readonly gate: GateResult;
  readonly reader: Reader;
}) {
  const { evaluation, gate, reader } = props;
  const { texts, figures } = reader;
  const { base, tuned, production } = evaluation.systems;
  const right = (share: number) => String(perHundred(share));
  const [confused] = confusedPairs(tuned.confusion).filter(({ count }) => count > 1);
  const hundred = texts.verdict.perHundred(
    right(tuned.accuracy),
    right(base.accuracy),
    production && right(production.accuracy),
  );
  const meaning = (
    <>
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
            figures.count(confused.count),
          )}
        </li>
      )}
      <li>
        {texts.verdict.interval(
          figures.count(evaluation.n),
          figures.percent(evaluation.confidence, 0),
          figures.range(tuned.intervals.accuracy, 0),
        )}
      </li>
    </>
  );
  const picture = <VerdictPicture evaluation={evaluation} reader={reader} />;
  return <Statement gate={gate} hundred={hundred} meaning={meaning} picture={picture} reader={reader} />;
}

function VerdictPicture({ evaluation, reader }: { evaluation: EvaluationResult; reader: Reader }) {
  const { verdict, systems } = reader.texts;
  return (
    <HundredsPicture
      title={verdict.pictureTitle}
      hundreds={systemsOf(evaluation).map(({ id, metrics }) => {
        const right = perHundred(metrics.accuracy);
        return {
          system: id,
          name: systems[id],
          right,
          title: `${systems[id]}: ${verdict.right(String(right))}`,
          description: verdict.pictureDescription(systems[id], String(right)),
        };
      })}
      legendRight={verdict.legendRight}
      legendWrong={verdict.legendWrong}
    />
  );
}
