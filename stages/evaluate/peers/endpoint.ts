import { labelQuestion } from '../../../datasets/prompts/label-question.ts';
import { writtenQuestion } from '../../../datasets/prompts/written-question.ts';
import type { Message, TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { StageContext } from '../../../pipeline/contracts/stage.ts';
import { askAll } from '../asking/ask-all.ts';
import type { Answers } from '../predictions/answers.ts';
import type { TestRecord } from '../test-records.ts';

/** What stands for an answer that names no label. */
const UNREADABLE = '∅';

/**
 * Has the text model of the service's settings choose a label for every test record. Personal data is masked where the
 * endpoint is not inside, and each answer is remembered as it arrives: whatever ends the run, it goes on where it stood. An answer
 * that names no label, or none at all, is a class of its own.
 * Errors: those of the text model; the signal's reason.
 */
export async function endpointAnswers(
  model: string,
  records: readonly TestRecord[],
  { labels, language }: Pick<TaskDescription, 'labels' | 'language'>,
  context: Pick<StageContext, 'textModel' | 'remember' | 'signal'>,
): Promise<Answers> {
  const { inside } = context.textModel.endpoint!;
  const unread = freeLabel(labels);
  const questions = records.map(({ text }) => labelQuestion(text, labels, { model, inside, language }));
  const replies = await askAll(
    'label',
    questions.map(({ request }) => request),
    context,
  );
  const answers = replies.map((reply, at) =>
    reply.kind === 'answer' ? (questions[at]!.read(reply.text) ?? unread) : unread,
  );
  const none = new Float64Array(0);
  return { labels: [...labels, unread], answers, probabilities: records.map(() => none) };
}

/**
 * Has the same model write an answer to every test record, asked as the trainer asks the models that it runs. A record
 * without an answer has a blank one, which nobody can read. Errors: those of the text model; the signal's reason.
 */
export async function endpointTexts(
  model: string,
  conversations: readonly (readonly Message[])[],
  { prompt }: Pick<TaskDescription, 'prompt'>,
  context: Pick<StageContext, 'textModel' | 'remember' | 'signal'>,
): Promise<readonly string[]> {
  const { inside } = context.textModel.endpoint!;
  const questions = conversations.map((turns) => writtenQuestion(turns, prompt, { model, inside }));
  const replies = await askAll(
    'written',
    questions.map(({ request }) => request),
    context,
  );
  return replies.map((reply, at) => (reply.kind === 'answer' ? questions[at]!.read(reply.text) : ''));
}

function freeLabel(labels: readonly string[]): string {
  let label = UNREADABLE;
  while (labels.includes(label)) label += UNREADABLE;
  return label;
}
