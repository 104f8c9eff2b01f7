import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { RawDelivery } from '../../contracts/git/delivery.ts';
import type { Forge } from '../../contracts/git-trigger.ts';

/** How far a signed time may be from ours (Standard Webhooks). */
const TOLERANCE_SECONDS = 300;

/** Whether a webhook is signed with the secret; nothing of its body has been read before. */
const SIGNED: Readonly<Record<Forge, (raw: RawDelivery, secret: string, now: number) => boolean>> = {
  github: ({ headers, body }, secret) =>
    equal(header(headers, 'x-hub-signature-256'), `sha256=${hmac(secret, body).toString('hex')}`),
  gitea: ({ headers, body }, secret) => {
    // Forgejo sends both; its own must not be rescued by the other.
    const own = header(headers, 'x-forgejo-signature') || header(headers, 'x-gitea-signature');
    return equal(own, hmac(secret, body).toString('hex'));
  },
  gitlab: (raw, secret, now) =>
    secret.startsWith('whsec_')
      ? standardWebhook(raw, secret, now)
      : equal(header(raw.headers, 'x-gitlab-token'), secret),
};

/** Errors: `GIT_SIGNATURE`, `GIT_DELIVERY_STALE`. */
export function checkSignature(forge: Forge, raw: RawDelivery, secret: string, now = Date.now()): void {
  if (secret === '' || !SIGNED[forge](raw, secret, now)) throw new TouchstoneError('GIT_SIGNATURE');
}

/** One value of a header; '' where there is none, or several. */
export function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** GitLab's signing token (`whsec_…`): https://github.com/standard-webhooks/standard-webhooks, by id, time and body. */
function standardWebhook({ headers, body }: RawDelivery, secret: string, now: number): boolean {
  const id = header(headers, 'webhook-id');
  const time = header(headers, 'webhook-timestamp');
  if (id === '' || !/^\d{1,12}$/.test(time)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = hmac(key, Buffer.concat([Buffer.from(`${id}.${time}.`), body])).toString('base64');
  const given = header(headers, 'webhook-signature').split(' ');
  let right = false;
  for (const one of given) if (equal(one, `v1,${expected}`)) right = true;
  if (right && Math.abs(now / 1000 - Number(time)) > TOLERANCE_SECONDS)
    throw new TouchstoneError('GIT_DELIVERY_STALE', { params: { seconds: TOLERANCE_SECONDS } });
  return right;
}

function hmac(key: string | Buffer, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

/** In the same time wherever they differ, however long they are. */
function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}
