import { labelQuestion } from '../../../datasets/prompts/label-question.ts';
import type { ChatReply, ChatRequest } from '../../../pipeline/contracts/generation.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { StageContext } from '../../../pipeline/contracts/stage.ts';
import type { Answers } from '../predictions/answers.ts';
import type { TestRecord } from '../test-records.ts';

/** Raised when what is sent, or what of a reply is kept, changes. */
const ANSWER_VERSION = 1;

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
  const { inside, concurrency } = context.textModel.endpoint!;
  const unread = freeLabel(labels);
  const answers: string[] = new Array(records.length).fill(unread);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < records.length) {
      const at = next++;
      const question = labelQuestion(records[at]!.text, labels, { model, inside, language });
      const reply = await remembered(question.request, context);
      if (reply.kind === 'answer') answers[at] = question.read(reply.text) ?? unread;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const none = new Float64Array(0);
  return { labels: [...labels, unread], answers, probabilities: records.map(() => none) };
}

async function remembered(
  request: ChatRequest,
  { remember, textModel, signal }: Pick<StageContext, 'textModel' | 'remember' | 'signal'>,
): Promise<ChatReply> {
  const { extra } = textModel.endpoint!;
  const asked = Object.keys(extra).length === 0 ? { request } : { request, extra };
  const { summary } = await remember('label', ANSWER_VERSION, asked, async () => ({
    outputs: {},
    summary: { reply: await textModel.ask(request, signal) },
  }));
  return summary.reply as ChatReply;
}

function freeLabel(labels: readonly string[]): string {
  let label = UNREADABLE;
  while (labels.includes(label)) label += UNREADABLE;
  return label;
}
