import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LeaseRef } from '../../contracts/api/access.ts';
import { LEASE_TOKEN_PREFIX, NODE_TOKEN_PREFIX } from '../../contracts/nodes/protocol.ts';

/** A new secret, and the hash that is kept of it. */
export function newSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Whether a secret is the one of which this hash was kept; takes the same time for every wrong one. */
export function isSecretOf(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}

/** The token of a node: it names the node, so that its hash is found without trying all. */
export function nodeToken(name: string, secret: string): string {
  return `${NODE_TOKEN_PREFIX}.${name}.${secret}`;
}

/** Null for what is none. */
export function readNodeToken(token: string): { readonly name: string; readonly secret: string } | null {
  const match = new RegExp(`^${NODE_TOKEN_PREFIX}\\.([a-z][a-z0-9-]{0,62})\\.([\\w-]{43})$`).exec(token);
  return match === null ? null : { name: match[1]!, secret: match[2]! };
}

/** The credential of a lease; it opens that lease's files and nothing else. */
export function leaseToken({ work, number }: LeaseRef, secret: string): string {
  return `${LEASE_TOKEN_PREFIX}.${work}.${number}.${secret}`;
}

/** Null for what is none. */
export function readLeaseToken(token: string): (LeaseRef & { readonly secret: string }) | null {
  const match = new RegExp(`^${LEASE_TOKEN_PREFIX}\\.(work_[0-9a-f]{32})\\.(\\d{1,9})\\.([\\w-]{43})$`).exec(
    token,
  );
  return match === null ? null : { work: match[1]!, number: Number(match[2]), secret: match[3]! };
}
