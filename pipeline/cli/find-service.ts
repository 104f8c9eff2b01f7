import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import { healthSchema } from '../contracts/api/health.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Language } from '../contracts/names.ts';
import { announcedService } from '../main/home-lock.ts';
import type { RunningService } from '../main/start.ts';
import { type Connection, requestJson, unreachable } from './http/connection.ts';

/** How long another process may take from locking the home to answering. */
const STARTING_MS = 20_000;
/** How long a service that was there may be away, to be started anew for instance, before one is started here instead. */
const AWAY_MS = 15_000;

export interface FindOptions {
  /** A service that the person named; then no other is looked for, and none is started. */
  readonly url: string | null;
  readonly apiKey: string | null;
  readonly language: Language;
  /** Read when it is needed, because a person who names a service needs no settings. */
  settings(): Settings;
  /** Default 15 s. */
  readonly awayMs?: number;
  /** Starts a service in this process. */
  start(settings: Settings): Promise<RunningService>;
}

/** The service that a command speaks to: one that was named, one that already works in the home, or one of its own. */
export class ServiceFinder {
  readonly #options: FindOptions;
  #own: RunningService | null = null;
  /** The service that another process offered, and since when it is away. */
  #theirs: { readonly connection: Connection; away: number | null } | null = null;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  /** The address that the person named, if any. */
  get named(): string | undefined {
    return this.#options.url ?? undefined;
  }

  /** Whether the service lives in this process, and ends with it. */
  get embedded(): boolean {
    return this.#own !== null;
  }

  /**
   * Where the service is now. Cheap to call again, which is what someone does who lost the connection: another process
   * may have taken over the home, or none, and then, after a while, one is started here. Errors:
   * `CLI_SERVICE_UNREACHABLE`, and what starting one can meet.
   */
  async connect(): Promise<Connection> {
    if (this.#options.url !== null) return this.#connectionTo(this.#options.url.replace(/\/+$/, ''));
    if (this.#own !== null) return this.#connectionTo(this.#own.url);
    const settings = this.#options.settings();
    const deadline = performance.now() + STARTING_MS;
    for (;;) {
      const announced = await announcedService(settings.home);
      if (announced !== null) {
        const connection = this.#connectionTo(announced.url);
        if (await answers(connection)) {
          this.#theirs = { connection, away: null };
          return connection;
        }
      }
      this.#waitForTheirs();
      try {
        this.#own = await this.#options.start(settings);
        return this.#connectionTo(this.#own.url);
      } catch (error) {
        // Somebody else was quicker, and will announce itself in a moment.
        const taken = error instanceof TouchstoneError && error.code === 'HOME_IN_USE';
        if (!taken || performance.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }

  /** Like `connect`, but never starts a service. Errors: `CLI_SERVICE_NEEDED`, `CLI_SERVICE_UNREACHABLE`. */
  async connectToRunning(): Promise<Connection> {
    if (this.#options.url !== null || this.#own !== null) return this.connect();
    const { home } = this.#options.settings();
    if ((await announcedService(home)) !== null) return this.connect();
    throw new TouchstoneError('CLI_SERVICE_NEEDED', { params: { home } });
  }

  /** Ends the service if it is one of our own. */
  async close(): Promise<void> {
    await this.#own?.close();
    this.#own = null;
  }

  /** Leaves the home to the process that had it until that has been away for too long. Error: `CLI_SERVICE_UNREACHABLE`. */
  #waitForTheirs(): void {
    if (this.#theirs === null) return;
    this.#theirs.away ??= performance.now();
    if (performance.now() - this.#theirs.away > (this.#options.awayMs ?? AWAY_MS)) return;
    throw unreachable(this.#theirs.connection, new Error('away'));
  }

  #connectionTo(url: string): Connection {
    return { url, apiKey: this.#options.apiKey, language: this.#options.language };
  }
}

async function answers(connection: Connection): Promise<boolean> {
  try {
    await requestJson(connection, '/healthz', healthSchema, { timeoutMs: 5_000 });
    return true;
  } catch {
    // Whatever it is that does not answer there: the lock decides whether the home is free.
    return false;
  }
}
