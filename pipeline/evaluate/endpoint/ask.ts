import { LanguageSample } from '../../../datasets/language/language-sample.ts';
import { labelQuestion } from '../../../datasets/prompts/label-question.ts';
import { taskPrompt } from '../../../datasets/prompts/task-prompt.ts';
import { writtenQuestion } from '../../../datasets/prompts/written-question.ts';
import { labelList } from '../../../datasets/tasks/label-list.ts';
import { type AskedFor, askAll } from '../../../stages/evaluate/asking/ask-all.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ChatRequest } from '../../contracts/generation.ts';
import type { AnswerTask, Language } from '../../contracts/names.ts';
import type { GoldRecord } from '../gold.ts';
import { askThem, type OpenEndpoint } from './open-endpoint.ts';

/** What an endpoint made of the records. */
export interface EndpointAnswers {
  readonly model: string;
  /** In the order of the truth: labels or texts; null where no label could be read, or nothing was answered. */
  readonly answers: readonly (string | null)[];
  /** Answers that named no label, and records that were not answered at all (refused, blank, cut off, too long). */
  readonly unreadable: number;
  readonly unanswered: number;
  /** Pieces of personal data that were masked. */
  readonly masked: number;
}

/** One record as it may be asked about. */
interface AskedRecord {
  readonly request: ChatRequest;
  readonly masked: number;
  read(answer: string): string | null;
}

/**
 * Has an endpoint put every record into one of the classes of the truth. Each answer is remembered as it arrives.
 * Errors: `EVALUATION_NO_TEXT` for truth without texts; those of `askThem`.
 */
export async function askLabels(
  gold: readonly GoldRecord[],
  endpoint: OpenEndpoint,
): Promise<EndpointAnswers> {
  const classes = [...new Set(gold.map(({ label }) => label))].sort();
  const { model, inside } = endpoint.asking.textModel.endpoint!;
  const asking = { model, inside, language: languageOf(gold) };
  return answersOf(
    'label',
    endpoint,
    asked(gold, ({ text }) => labelQuestion(text!, classes, asking)),
  );
}

/**
 * Has an endpoint write an answer to every record, asked as the pipeline asks its models: by the record's own instruction,
 * else by the task's prompt, which names the labels of the truth where they are few. Errors: as `askLabels`.
 */
export async function askWritten(
  gold: readonly GoldRecord[],
  task: AnswerTask,
  endpoint: OpenEndpoint,
): Promise<EndpointAnswers> {
  const { model, inside } = endpoint.asking.textModel.endpoint!;
  const labels = task === 'multi_label' ? new Set(gold.flatMap(({ label }) => labelList(label))) : [];
  const instructed = 2 * gold.filter((record) => record.instructed).length > gold.length;
  const prompt = taskPrompt(task, languageOf(gold), instructed, [...labels].sort());
  const questions = asked(gold, ({ turns }) => writtenQuestion(turns!, prompt, { model, inside }));
  return answersOf('written', endpoint, questions);
}

async function answersOf(
  kind: AskedFor,
  endpoint: OpenEndpoint,
  questions: readonly AskedRecord[],
): Promise<EndpointAnswers> {
  const requests = questions.map(({ request }) => request);
  const replies = await askThem(endpoint, (asking) => askAll(kind, requests, asking));
  let [unreadable, unanswered] = [0, 0];
  const answers = replies.map((reply, at) => {
    const answer = reply.kind === 'lost' ? null : questions[at]!.read(reply.text);
    if (reply.kind === 'lost') unanswered += 1;
    else if (answer === null) unreadable += 1;
    return answer;
  });
  const masked = questions.reduce((sum, question) => sum + question.masked, 0);
  return { model: endpoint.asking.textModel.endpoint!.model, answers, unreadable, unanswered, masked };
}

/** Error: `EVALUATION_NO_TEXT` for the first record that does not say what was asked. */
function asked(
  gold: readonly GoldRecord[],
  question: (record: GoldRecord) => AskedRecord,
): readonly AskedRecord[] {
  const missing = gold.find(({ text }) => text === null);
  if (missing) {
    const { id, line } = missing;
    const place = { file: 'gold', ...(line !== null && { line }), field: 'text' };
    throw new TouchstoneError('EVALUATION_NO_TEXT', { params: { id }, place });
  }
  return gold.map(question);
}

function languageOf(gold: readonly GoldRecord[]): Language {
  const language = new LanguageSample();
  gold.forEach(({ text }, at) => void language.see(text ?? '', at));
  return language.language;
}
