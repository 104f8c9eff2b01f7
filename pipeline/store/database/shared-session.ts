import { Duplex } from 'node:stream';
import type { EngineThread } from './engine-thread.ts';
import { FrontendMessages, readAnswer } from './wire.ts';

/** Messages after which an engine has nothing left to wait for: Query, Sync, Terminate, Flush, and the startup. */
const BATCH_ENDS = new Set(['Q', 'S', 'X', 'H', '']);

/** Sync, which ends a conversation that was broken off, and the Query `ROLLBACK`. */
const ROLL_BACK = [Buffer.from('S\0\0\0\x04'), Buffer.from('Q\0\0\0\x0dROLLBACK\0')];

interface Batch {
  readonly from: EmbeddedConnection;
  readonly messages: readonly Buffer[];
}

/**
 * Lets several `pg` connections use the one session that PGlite has. What a connection sends up to a Sync is carried
 * out without anybody between, and who is in a transaction keeps the session until its end. (PGlite's own socket
 * server mixes the messages of different connections, so that one executes what another has parsed.)
 */
export class SharedSession {
  readonly #engine: EngineThread;
  readonly #connections = new Set<EmbeddedConnection>();
  #waiting: Batch[] = [];
  #owner: EmbeddedConnection | null = null;
  #working = false;

  constructor(engine: EngineThread) {
    this.#engine = engine;
  }

  /**
   * A new connection, for `pg`'s option `stream`. What an `urgent` one sends goes before all that waits from others, but for
   * a transaction under way.
   */
  connect({ urgent = false } = {}): EmbeddedConnection {
    const connection = new EmbeddedConnection(this, urgent);
    this.#connections.add(connection);
    return connection;
  }

  submit(batch: Batch): void {
    const place = batch.from.urgent ? this.#waiting.findIndex(({ from }) => !from.urgent) : -1;
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, batch);
    void this.#work();
  }

  /** A connection that ends in mid-transaction leaves nothing behind, as with a server. */
  leave(connection: EmbeddedConnection): void {
    this.#connections.delete(connection);
    this.#waiting = this.#waiting.filter((batch) => batch.from !== connection);
    if (this.#owner === connection) this.#rollBack(connection);
  }

  /** Ends the transaction of a connection that has left, before anybody else's turn. */
  #rollBack(owner: EmbeddedConnection): void {
    this.#waiting.unshift({ from: owner, messages: ROLL_BACK });
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let batch = this.#next(); batch !== undefined; batch = this.#next()) await this.#perform(batch);
    } finally {
      this.#working = false;
    }
  }

  #next(): Batch | undefined {
    const i = this.#owner === null ? 0 : this.#waiting.findIndex((batch) => batch.from === this.#owner);
    return i < 0 ? undefined : this.#waiting.splice(i, 1)[0];
  }

  async #perform({ from, messages }: Batch): Promise<void> {
    try {
      const answer = readAnswer(await this.#engine.perform(messages));
      // No ReadyForQuery: the client flushed in mid-conversation and will go on.
      this.#owner = answer.status === 'I' ? null : from;
      // It left while its statement was carried out.
      if (this.#owner !== null && !this.#connections.has(from)) this.#rollBack(from);
      from.push(answer.bytes);
      for (const notification of answer.notifications)
        for (const each of this.#connections) each.push(notification);
    } catch (error) {
      // How far the engine got is not known: destroying the connection, if it is still there, rolls it back.
      this.#owner = this.#connections.has(from) ? from : null;
      from.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** One connection inside the process, shaped like the socket that `pg` expects. */
export class EmbeddedConnection extends Duplex {
  readonly urgent: boolean;
  readonly #session: SharedSession;
  readonly #incoming = new FrontendMessages();
  #batch: Buffer[] = [];

  constructor(session: SharedSession, urgent: boolean) {
    super();
    this.#session = session;
    this.urgent = urgent;
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    for (const { type, bytes } of this.#incoming.push(Buffer.from(chunk))) {
      if (type === 'X') {
        this.push(null);
        break;
      }
      this.#batch.push(bytes);
      if (!BATCH_ENDS.has(type)) continue;
      this.#session.submit({ from: this, messages: this.#batch });
      this.#batch = [];
    }
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#session.leave(this);
    done(error);
  }
}
