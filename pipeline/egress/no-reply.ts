/** What kept a reply from coming: an address that is not dialled, time, or the connection and what came over it. */
export type NoReplyReason = 'address' | 'timeout' | 'connection';

/** Why there is no reply, in words of ours: nothing that the other side sent. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
  readonly reason: NoReplyReason;

  constructor(reason: NoReplyReason, detail: string) {
    super(detail);
    this.reason = reason;
  }

  /** A failure of the network by its code alone. */
  static of(error: unknown): NoReply {
    if (error instanceof NoReply) return error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const known = typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code);
    return new NoReply('connection', known ? code : 'the connection broke');
  }
}
