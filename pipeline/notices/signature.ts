import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
const SHORTEST = 24;
const LONGEST = 64;

/** The keys in a secret: one `whsec_…`, or several with spaces between; null where one of them is none. */
export function keysIn(secret: string): readonly Buffer[] | null {
  const keys = secret.split(/\s+/).map(keyIn);
  return keys.every((key) => key !== null) ? keys : null;
}

function keyIn(text: string): Buffer | null {
  const base64 = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const key = Buffer.from(base64, 'base64');
  return key.length >= SHORTEST && key.length <= LONGEST ? key : null;
}

/** What is signed and how (Standard Webhooks, symmetric signatures): HMAC-SHA256 of `id.timestamp.body`, one for each key. */
export function signatures(
  keys: readonly Buffer[],
  { id, timestamp, body }: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const content = `${id}.${timestamp}.${body}`;
  return keys.map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`).join(' ');
}
