import type { DeliveryFault, SendOutcome } from '../../contracts/notices.ts';
import { NoReply } from '../../egress/no-reply.ts';
import { post, type Reply } from '../../egress/post.ts';
import { retryAfter } from '../../egress/retry-after.ts';
import type { ChatTarget, WebhookTarget } from '../target.ts';

/** What a target answers is read to see that it has all come, and thrown away. */
const LIMIT_BYTES = 64 * 1024;

/** Posts JSON to a target over HTTP. What the target answers decides, and is never kept. */
export async function postText(
  { url, facts, timeoutSeconds, ca }: WebhookTarget | ChatTarget,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<SendOutcome> {
  try {
    const reply = await post(url, body, {
      headers: { 'content-type': 'application/json', 'user-agent': 'Touchstone', ...headers },
      inside: facts.inside,
      trustsWritten: false,
      reusesConnections: false,
      ...(ca !== null && { ca }),
      limitBytes: LIMIT_BYTES,
      signal,
      timeoutSeconds,
    });
    return outcomeOf(reply, Date.now());
  } catch (error) {
    if (error instanceof NoReply) return failed({ code: error.reason, detail: error.message });
    throw error;
  }
}

/**
 * What a reply means. Only 2xx is a delivery; 410 says that the target wants nothing more (Standard Webhooks); a redirection
 * is not followed, since it leads where nobody in the settings said.
 */
function outcomeOf({ status, headers }: Reply, now: number): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const detail = String(status);
  if (status >= 300 && status < 400) return failed({ code: 'redirect', detail });
  if (status === 410)
    return { kind: 'failed', fault: { code: 'gone', detail }, retry: 'off', waitSeconds: null };
  const waits = status === 429 || status === 503;
  return failed({ code: 'status', detail }, waits ? retryAfter(headers, now) : null);
}

function failed(fault: DeliveryFault, waitSeconds: number | null = null): SendOutcome {
  return { kind: 'failed', fault, retry: 'later', waitSeconds };
}
