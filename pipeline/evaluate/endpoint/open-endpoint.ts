import type { Asking } from '../../../stages/evaluate/asking/ask-all.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { AnswerJournal } from '../../generate-dataset/answer-journal.ts';
import { ChatEndpoint } from '../../generation/endpoint.ts';
import { endpointSettings, type NamedEndpoint } from './settings.ts';

/** Faults of the endpoint as a whole: everything that was answered is kept, and the same call goes on. */
const ENDS = {
  GENERATE_UNREACHABLE: 'EVALUATION_UNREACHABLE',
  GENERATE_DENIED: 'EVALUATION_DENIED',
} as const;

/** An endpoint that can be asked, and where its answers are kept for whoever is told to go on. */
export interface OpenEndpoint {
  readonly asking: Asking;
  /** What the endpoint is called in an error; null where there is no other. */
  readonly role: string | null;
  readonly journal: string;
}

export interface EndpointParts {
  readonly journal: AnswerJournal;
  readonly role?: string;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** Error: `EVALUATION_ENDPOINT`. */
export function openEndpoint(named: NamedEndpoint, parts: EndpointParts): OpenEndpoint {
  const settings = endpointSettings(named);
  const { journal, role, signal, onProgress } = parts;
  return {
    asking: {
      textModel: new ChatEndpoint(settings),
      address: settings.url.href,
      remember: journal.remember,
      signal,
      onReply: onProgress,
    },
    role: role ?? null,
    journal: journal.directory,
  };
}

/**
 * Asks an endpoint. Errors: `EVALUATION_UNREACHABLE` and `EVALUATION_DENIED` where the endpoint ends it, with how many answers are
 * kept; whatever else the work throws.
 */
export async function askThem<T>(
  { asking, role, journal }: OpenEndpoint,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  let [done, total] = [0, 0];
  const onReply = (answered: number, all: number): void => {
    [done, total] = [answered, all];
    asking.onReply?.(answered, all);
  };
  try {
    return await work({ ...asking, onReply });
  } catch (thrown) {
    if (!(thrown instanceof TouchstoneError)) throw thrown;
    const code = ENDS[thrown.code as keyof typeof ENDS];
    if (code === undefined) throw thrown;
    const detail = `${role === null ? '' : `${role}: `}${thrown.params.detail ?? ''}`;
    throw new TouchstoneError(code, { params: { detail, done, total, journal }, cause: thrown });
  }
}
