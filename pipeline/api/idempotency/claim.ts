import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../contracts/api/access.ts';
import type { IdempotencyClaim, IdempotencyStore, StoredAnswer } from '../../contracts/api/idempotency.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

type FreshClaim = Extract<IdempotencyClaim, { state: 'fresh' }>;

/** Leaves a request whose answer is known already, past the work that is not to be done again. */
export class AlreadyAnswered extends Error {
  readonly answer: StoredAnswer;

  constructor(answer: StoredAnswer) {
    super('This request was answered before.');
    this.answer = answer;
  }
}

/**
 * One request with an Idempotency-Key. The claim is made as late as the request's content is known and as early as
 * nothing has been done yet; only successes are kept, since after a failure trying again is what the key is for.
 */
export class IdempotentRequest {
  readonly #request: IncomingMessage;
  readonly #store: IdempotencyStore;
  readonly #key: string;
  #claim: FreshClaim | null = null;

  private constructor(request: IncomingMessage, store: IdempotencyStore, key: string) {
    this.#request = request;
    this.#store = store;
    this.#key = key;
  }

  /** null where the request carries no key. Error: `IDEMPOTENCY_KEY_INVALID`. */
  static of(request: IncomingMessage, caller: Caller, store: IdempotencyStore): IdempotentRequest | null {
    const header = request.headers['idempotency-key'];
    if (header === undefined) return null;
    // Several headers arrive as one, joined by ", ": a space is not a visible character.
    if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) {
      throw new TouchstoneError('IDEMPOTENCY_KEY_INVALID');
    }
    return new IdempotentRequest(request, store, sha256(`${caller.id}\n${header}`));
  }

  /**
   * Claims the key for this request; `content` names its body. Throws `AlreadyAnswered`.
   * Errors: `IDEMPOTENCY_KEY_REUSED`, `IDEMPOTENCY_IN_PROGRESS`.
   */
  async claim(content: string): Promise<void> {
    const fingerprint = sha256(`${this.#request.method}\n${this.#request.url}\n${content}`);
    const claim = await this.#store.begin(this.#key, fingerprint);
    switch (claim.state) {
      case 'fresh':
        this.#claim = claim;
        return;
      case 'replay':
        throw new AlreadyAnswered(claim.answer);
      case 'conflict':
        throw new TouchstoneError('IDEMPOTENCY_KEY_REUSED');
      case 'in-progress':
        throw new TouchstoneError('IDEMPOTENCY_IN_PROGRESS');
    }
  }

  async settle(answer: StoredAnswer): Promise<void> {
    await this.#claim?.settle(answer);
  }

  async release(): Promise<void> {
    await this.#claim?.release();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
