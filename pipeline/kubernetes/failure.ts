import { TouchstoneError } from '../contracts/errors/error.ts';
import type { ErrorCode } from '../contracts/errors/table.ts';

const LONGEST_DETAIL = 400;
const NO_SUCH_KIND = /could not find the requested resource/;
const QUOTA = /exceeded quota/i;

/** What the library throws for an answer that is no success (`ApiException`), as far as we read it. */
interface Answered {
  readonly code: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** A failure in our words. Only what the server says of itself is told: nothing of what was sent. */
export function failureOf(thrown: unknown): TouchstoneError {
  if (thrown instanceof TouchstoneError) return thrown;
  if (!isAnswer(thrown))
    return new TouchstoneError('KUBERNETES_UNREACHABLE', { params: { detail: wordOf(thrown) } });
  const { code: status, headers } = thrown;
  const detail = `${status}: ${messageIn(thrown.body)}`;
  const retryAfterMs = Number(headers['retry-after'] ?? 0) * 1000 || 0;
  return new TouchstoneError(codeOf(status, detail), { params: { detail, status, retryAfterMs } });
}

/** Whether there is no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof TouchstoneError && error.params.status === 404;
}

/** Whether an object of this name is there already. */
export function isThere(error: unknown): boolean {
  return error instanceof TouchstoneError && error.params.status === 409;
}

/** Whether the rest of a long list can be had no more, since it was begun too long ago. */
export function isExpired(error: unknown): boolean {
  return error instanceof TouchstoneError && error.params.status === 410;
}

function codeOf(status: number, detail: string): ErrorCode {
  if (status === 401) return 'KUBERNETES_UNAUTHORIZED';
  if (status === 403) return QUOTA.test(detail) ? 'KUBERNETES_QUOTA' : 'KUBERNETES_FORBIDDEN';
  if (status === 408 || status === 429 || status >= 500) return 'KUBERNETES_UNREACHABLE';
  // No object is missing, but the whole kind: another server, or an old one.
  if (status === 404 && NO_SUCH_KIND.test(detail)) return 'KUBERNETES_ANSWER';
  return status === 400 || status === 404 || status === 422 ? 'KUBERNETES_REFUSED' : 'KUBERNETES_ANSWER';
}

function isAnswer(thrown: unknown): thrown is Answered {
  return (
    thrown instanceof Error &&
    typeof (thrown as Partial<Answered>).code === 'number' &&
    typeof (thrown as Partial<Answered>).headers === 'object'
  );
}

/** The message of a `Status` object; the library hands bodies on as objects or as text. */
function messageIn(body: unknown): string {
  const status = typeof body === 'string' ? jsonOf(body) : body;
  const message = (status as { message?: unknown } | null)?.message;
  return oneLine(typeof message === 'string' ? message : 'no Status object');
}

/** A connection that failed, by its code: messages of libraries hold what was asked. */
function wordOf(thrown: unknown): string {
  const { code, name, type } = (thrown ?? {}) as { code?: unknown; name?: unknown; type?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return 'no answer in time';
  if (typeof code === 'string') return code.slice(0, 60);
  return typeof type === 'string' ? type.slice(0, 60) : 'the connection failed';
}

/** What the cluster says, on one line. */
export function oneLine(text: string, longest = LONGEST_DETAIL): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
