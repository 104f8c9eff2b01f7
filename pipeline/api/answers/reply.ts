import type { Readable } from 'node:stream';
import type { RunEvent } from '../../contracts/events.ts';

/** A JSON answer. */
export interface JsonReply {
  readonly kind: 'json';
  readonly status: number;
  readonly body: unknown;
  readonly location: string | null;
  /** True for the kept answer to an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean;
  /** True for an answer that must be kept nowhere, not even for its Idempotency-Key. */
  readonly confidential?: boolean;
}

export interface TextReply {
  readonly kind: 'text';
  readonly media: string;
  readonly text: string;
}

export interface RedirectReply {
  readonly kind: 'redirect';
  /** A path on this service, made of checked parts only. */
  readonly location: string;
}

/** Bytes from the store. `page`: our own escaped report, shown in the browser; `download`: anything else, saved. */
export interface BytesReply {
  readonly kind: 'bytes';
  readonly bytes: number;
  readonly shown: 'page' | 'download';
  readonly filename: string;
  open(): Promise<Readable>;
}

/** Text that is made while it is sent, so that nothing is held; its length is not known before. */
export interface StreamReply {
  readonly kind: 'stream';
  readonly media: string;
  readonly filename: string;
  open(): Promise<AsyncIterable<string>>;
}

/** Events of a run, for as long as the iterable yields them. */
export interface EventsReply {
  readonly kind: 'events';
  readonly events: AsyncIterable<RunEvent>;
}

/** Nothing to say, and nothing will come: an event source that reads this stops asking. */
export interface NothingReply {
  readonly kind: 'nothing';
}

export type Reply =
  | JsonReply
  | TextReply
  | RedirectReply
  | BytesReply
  | StreamReply
  | EventsReply
  | NothingReply;

export function json(body: unknown, status = 200): JsonReply {
  return { kind: 'json', status, body, location: null, replayed: false };
}

/** 201, with the address of what was made where it has one. */
export function created(body: unknown, location: string | null = null): JsonReply {
  return { kind: 'json', status: 201, body, location, replayed: false };
}
