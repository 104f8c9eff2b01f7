import { TouchstoneError } from '../contracts/errors/error.ts';
import type { NoticePost, Parcel, SendOutcome } from '../contracts/notices.ts';
import type { Targets } from './read-targets.ts';
import { sendChat } from './send/chat.ts';
import { letterOf } from './send/email.ts';
import { sendLetter } from './send/smtp.ts';
import { sendWebhook } from './send/webhook.ts';
import type { Target } from './target.ts';
import { messageOf } from './words/message.ts';

/** Targets that fail together need not come back together. */
const JITTER = 0.1;

/** The targets of the settings, and the way to each. */
export function openPostOffice(
  { targets, retrySeconds, offAfterSeconds }: Targets,
  publicUrl: URL | null,
): NoticePost {
  const byName = new Map(targets.map((target) => [target.facts.name, target]));
  return {
    targets: targets.map(({ facts }) => facts),
    offAfterSeconds,
    waitAfter: (failures) => {
      const wait = retrySeconds[failures - 1];
      return wait === undefined ? null : wait * (1 + JITTER * Math.random());
    },
    send: async (name, parcel, signal) => {
      const target = byName.get(name);
      if (target === undefined)
        throw new TouchstoneError('NOTICE_TARGET_UNKNOWN', { params: { target: name } });
      return send(target, parcel, publicUrl, signal);
    },
  };
}

/** The post office of a service whose settings name no target. */
export const NO_POST: NoticePost = openPostOffice(
  { targets: [], retrySeconds: [], offAfterSeconds: Number.POSITIVE_INFINITY },
  null,
);

function send(
  target: Target,
  parcel: Parcel,
  publicUrl: URL | null,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const { language, inside } = target.facts;
  const message = messageOf(parcel.facts, { language, inside, publicUrl });
  switch (target.kind) {
    case 'webhook':
      return sendWebhook(target, parcel, message, signal);
    case 'email':
      return sendLetter(target, letterOf(target, parcel, message), signal);
    default:
      return sendChat(target, message, signal);
  }
}
