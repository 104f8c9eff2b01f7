import { problemOf } from '../../contracts/errors/error.ts';
import type { NoticeFacts, Parcel, SendOutcome } from '../../contracts/notices.ts';
import { signatures } from '../signature.ts';
import type { WebhookTarget } from '../target.ts';
import type { Message } from '../words/message.ts';
import { postText } from './post-text.ts';

/**
 * Sends a notice as the Standard Webhooks convention has it: id, time and signature in headers, and `type`, `timestamp` and
 * `data` in the body. The id stays the same in every try and replay, so that a receiver can tell what it has.
 */
export function sendWebhook(
  target: WebhookTarget,
  parcel: Parcel,
  message: Message,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const body = payloadOf(target, parcel, message);
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = {
    'webhook-id': parcel.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures(target.keys, { id: parcel.id, timestamp, body }),
  };
  return postText(target, body, headers, signal);
}

function payloadOf(target: WebhookTarget, { at, facts }: Parcel, message: Message): string {
  const { type, ...rest } = facts;
  const { language, sentence, link } = message;
  const data = { ...rest, ...errorOf(target, facts), language, text: sentence, link };
  return JSON.stringify({ type, timestamp: at, data });
}

/** An error by its code; in words, which may hold something of the data, for targets inside alone. */
function errorOf({ facts: { inside, language } }: WebhookTarget, facts: NoticeFacts): object {
  if (!('error' in facts)) return {};
  const { code, title, advice } = problemOf(facts.error, language);
  return { error: inside ? { code, title, advice } : { code } };
}
