import type { DeliveryFault } from '../contracts/notices.ts';
import { checkedAddress } from '../egress/checked-lookup.ts';
import { dial } from '../egress/dial.ts';
import { NoReply } from '../egress/no-reply.ts';
import { tryServer } from './send/smtp.ts';
import type { Target } from './target.ts';

/**
 * Whether a target can be reached, without telling it anything: a mail server is spoken to as far as the login, any other as
 * far as a connection. Null: it can.
 */
export async function reach(target: Target, signal: AbortSignal): Promise<DeliveryFault | null> {
  if (target.kind === 'email') {
    const outcome = await tryServer(target, signal);
    return outcome.kind === 'delivered' ? null : outcome.fault;
  }
  const { url, facts, timeoutSeconds } = target;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  try {
    const address = await checkedAddress(host, { host: '', inside: facts.inside });
    await dial(address, port, { signal, timeoutSeconds });
    return null;
  } catch (error) {
    if (error instanceof NoReply) return { code: error.reason, detail: error.message };
    throw error;
  }
}
