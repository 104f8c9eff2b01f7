/**
 * Message boundaries of PostgreSQL's frontend/backend protocol 3.0 (documentation, chapter "Frontend/Backend
 * Protocol"): one type byte, then a length of four bytes that counts itself. The startup message alone has no type.
 */

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/** Cuts what a client sends into whole messages, whatever the pieces that they arrive in. */
export class FrontendMessages {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  /** The messages that are whole by now; `type` is '' for the startup message. */
  push(chunk: Buffer): { type: string; bytes: Buffer }[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: { type: string; bytes: Buffer }[] = [];
    for (;;) {
      const head = this.#started ? TYPE_BYTES : 0;
      if (this.#rest.length < head + LENGTH_BYTES) return messages;
      const end = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < end) return messages;
      const bytes = this.#rest.subarray(0, end);
      messages.push({ type: this.#started ? String.fromCharCode(bytes[0]!) : '', bytes });
      this.#rest = this.#rest.subarray(end);
      this.#started = true;
    }
  }
}

export interface Answer {
  /** Everything but notifications. */
  readonly bytes: Buffer;
  /** NotificationResponse messages, each whole. */
  readonly notifications: readonly Buffer[];
  /** Transaction status of the last ReadyForQuery: I idle, T in a transaction, E in a failed one; null if there was none. */
  readonly status: 'I' | 'T' | 'E' | null;
}

/** Reads an engine's answer: whole messages only. */
export function readAnswer(bytes: Buffer): Answer {
  const kept: Buffer[] = [];
  const notifications: Buffer[] = [];
  let status: Answer['status'] = null;
  for (let at = 0; at < bytes.length; ) {
    const end = at + TYPE_BYTES + bytes.readInt32BE(at + TYPE_BYTES);
    const message = bytes.subarray(at, end);
    const type = String.fromCharCode(message[0]!);
    if (type === 'A') notifications.push(message);
    else kept.push(message);
    if (type === 'Z') status = String.fromCharCode(message[5]!) as 'I' | 'T' | 'E';
    at = end;
  }
  return { bytes: kept.length === 1 ? kept[0]! : Buffer.concat(kept), notifications, status };
}
