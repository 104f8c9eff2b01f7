import type { AnswerEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import type { GateResult } from '../../pipeline/contracts/gate.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { Statement } from '../components/statement.tsx';
import { headlineOf } from '../reading/answer-headline.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { AnswerFloorSentence } from './answer-peers.tsx';
import { AnswerPicture } from './answer-picture.tsx';
import type { AnswerReader } from './answer-reader.ts';

/** The verdict in one sentence and one picture, and what it means for the reader's work. */
export function AnswerStatement(props: {
  readonly evaluation: AnswerEvaluation;
  readonly gate: GateResult;
  readonly reader: AnswerReader;
}) {
  const { evaluation, gate, reader } = props;
  const { task, answers, figures } = reader;
  const headline = headlineOf(evaluation);
  const of = (share: number | null) => (share === null ? null : String(perHundred(share)));
  const { unreadable } = evaluation.systems.tuned;
  const hundred = task.perHundred({
    tuned: String(perHundred(headline.tuned)),
    base: of(headline.base),
    production: of(headline.production),
  });
  const meaning = (
    <>
      <li>{task.remaining(String(100 - perHundred(headline.tuned)))}</li>
      {unreadable === 0 ? null : (
        <li>{answers.unreadableNow(figures.count(unreadable), figures.count(evaluation.n))}</li>
      )}
      <PrimaryLine evaluation={evaluation} reader={reader} />
      <AnswerFloorSentence evaluation={evaluation} reader={reader} />
    </>
  );
  const picture = <AnswerPicture headline={headline} reader={reader} />;
  return <Statement gate={gate} hundred={hundred} meaning={meaning} picture={picture} reader={reader} />;
}

/** The task's figure of merit with its interval, named, since it need not be what the headline counts. */
export function PrimaryLine(props: {
  readonly evaluation: Pick<AnswerEvaluation, 'task' | 'n' | 'confidence'> & {
    readonly systems: Pick<AnswerEvaluation['systems'], 'tuned'>;
  };
  readonly reader: AnswerReader;
}) {
  const { evaluation, reader } = props;
  const { primary } = TASKS[evaluation.task];
  const { figures, intervals } = evaluation.systems.tuned;
  const [value, interval] = [figures[primary] ?? null, intervals[primary] ?? null];
  if (interval === null) return null;
  return (
    <li>
      {reader.answers.primaryInterval(
        reader.metric(primary).name,
        reader.figures.percent(value),
        reader.figures.range(interval, 0),
        reader.figures.percent(evaluation.confidence, 0),
        reader.figures.count(evaluation.n),
      )}
    </li>
  );
}
