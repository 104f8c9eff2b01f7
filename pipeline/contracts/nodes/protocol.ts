/**
 * How a service and its nodes speak. Raised when an agent of the old number could no longer work with a service of the
 * new one; a service takes agents from `OLDEST_NODE_PROTOCOL` on, so that it can be upgraded before its nodes.
 */
export const NODE_PROTOCOL = 1;
export const OLDEST_NODE_PROTOCOL = 1;

/** Files travel to the service in pieces of this size, so that a broken connection costs one of them. */
export const PIECE_BYTES = 8 * 1024 * 1024;

/** Longest time that a node's question for work is kept open, in seconds: proxies end what is silent for longer. */
export const LONGEST_POLL_SECONDS = 25;

/** A node that was not heard of for this long is away. */
export const AWAY_AFTER_SECONDS = 60;

/** Number of pieces of a file; an empty one has one, which is empty. */
export function piecesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / PIECE_BYTES));
}

/** Prefixes that tell the two kinds of credentials apart. */
export const NODE_TOKEN_PREFIX = 'tsn';
export const LEASE_TOKEN_PREFIX = 'tsl';
