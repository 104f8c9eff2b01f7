import { LanguageSample } from '../../../datasets/language/language-sample.ts';
import { labelQuestion } from '../../../datasets/prompts/label-question.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ChatReply, TextModel } from '../../contracts/generation.ts';
import type { StageContext } from '../../contracts/stage.ts';
import type { GoldRecord } from '../gold.ts';

/** Raised when what is sent, or what of a reply is kept, changes. */
const ANSWER_VERSION = 1;

/** Faults of the endpoint as a whole: everything that was answered is kept, and the same call goes on. */
const ENDS = {
  GENERATE_UNREACHABLE: 'EVALUATION_UNREACHABLE',
  GENERATE_DENIED: 'EVALUATION_DENIED',
} as const;

/** What an endpoint made of the records. */
export interface EndpointAnswers {
  readonly model: string;
  /** In the order of the truth; null where no label could be read. */
  readonly labels: readonly (string | null)[];
  /** Answers that named no label, and records that were not answered at all (refused, blank, cut off, too long). */
  readonly unreadable: number;
  readonly unanswered: number;
  /** Pieces of personal data that were masked. */
  readonly masked: number;
}

export interface AskParts {
  readonly textModel: TextModel;
  /** Where the endpoint is: answers of another one are not taken for its own. */
  readonly address: string;
  readonly remember: StageContext['remember'];
  /** Where answers are kept, for whoever is told to go on. */
  readonly journal: string;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/**
 * Has an endpoint put every record into one of the classes of the truth. Each answer is remembered as it arrives.
 * Errors: `EVALUATION_NO_TEXT` for truth without texts; `EVALUATION_UNREACHABLE` and `EVALUATION_DENIED` where the endpoint
 * ends it, with how many answers are kept; the signal's reason.
 */
export async function askEndpoint(gold: readonly GoldRecord[], parts: AskParts): Promise<EndpointAnswers> {
  const endpoint = parts.textModel.endpoint!;
  const missing = gold.find(({ text }) => text === null);
  if (missing) {
    const { id, line } = missing;
    const place = { file: 'gold', ...(line !== null && { line }), field: 'text' };
    throw new TouchstoneError('EVALUATION_NO_TEXT', { params: { id }, place });
  }
  const classes = [...new Set(gold.map(({ label }) => label))].sort();
  const language = new LanguageSample();
  gold.forEach(({ text }, at) => void language.see(text!, at));
  const asking = { model: endpoint.model, inside: endpoint.inside, language: language.language };
  const labels: (string | null)[] = new Array(gold.length).fill(null);
  const counts = { unreadable: 0, unanswered: 0, masked: 0, done: 0 };
  const stop = new AbortController();
  const signal = AbortSignal.any([parts.signal, stop.signal]);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < gold.length) {
      const at = next++;
      const question = labelQuestion(gold[at]!.text!, classes, asking);
      const reply = await remembered(question.request, parts, signal);
      counts.masked += question.masked;
      if (reply.kind === 'lost') counts.unanswered += 1;
      else {
        labels[at] = question.read(reply.text);
        if (labels[at] === null) counts.unreadable += 1;
      }
      counts.done += 1;
      parts.onProgress(counts.done, gold.length);
    }
  };
  const workers = Array.from({ length: endpoint.concurrency }, () =>
    work().catch((error: unknown) => {
      // Whoever still waits for an answer need not wait any longer.
      stop.abort(error);
      throw error;
    }),
  );
  const [failed] = (await Promise.allSettled(workers)).filter(({ status }) => status === 'rejected');
  if (failed) {
    parts.signal.throwIfAborted();
    throw ended(stop.signal.reason, counts.done, gold.length, parts.journal);
  }
  const { unreadable, unanswered, masked } = counts;
  return { model: endpoint.model, labels, unreadable, unanswered, masked };
}

async function remembered(
  request: Parameters<TextModel['ask']>[0],
  { address, remember, textModel }: AskParts,
  signal: AbortSignal,
): Promise<ChatReply> {
  const { summary } = await remember('label', ANSWER_VERSION, { address, request }, async () => ({
    outputs: {},
    summary: { reply: await textModel.ask(request, signal) },
  }));
  return summary.reply as ChatReply;
}

function ended(thrown: unknown, done: number, total: number, journal: string): unknown {
  if (!(thrown instanceof TouchstoneError)) return thrown;
  const code = ENDS[thrown.code as keyof typeof ENDS];
  if (code === undefined) return thrown;
  const detail = thrown.params.detail ?? '';
  return new TouchstoneError(code, { params: { detail, done, total, journal }, cause: thrown });
}
