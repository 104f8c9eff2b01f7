import { setTimeout as sleepMilliseconds } from 'node:timers/promises';
import type { GenerationSettings } from '../config/generation-settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type {
  ChatReply,
  ChatRequest,
  EndpointFacts,
  TextModel,
  TokenUsage,
} from '../contracts/generation.ts';
import { NoReply } from '../egress/no-reply.ts';
import { backOff } from './back-off.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { postJson } from './post-json.ts';
import { type Dispensable, JSON_MODES, requestBody } from './request-body.ts';
import { Slots } from './slots.ts';

/** Tries for one request where the endpoint is busy or broken, and where it answers with nothing of use. */
const TRIES = 6;
const USELESS_TRIES = 3;
/** Quotas are often those of a minute: so many tries wait for three minutes or so, and count only while nobody is answered. */
const CROWDED_TRIES = 12;
/** An endpoint that asks to be left alone for longer has the run put aside. */
const LONGEST_WAIT_SECONDS = 300;

/** An endpoint that rejects so many requests, in every way, and has answered none, will answer none: a wrong model or key. */
const REJECTIONS = 3;

/** The way that asks for nothing but words. */
const PLAIN = JSON_MODES.indexOf('words');

/** A way of asking for JSON is given up after so many requests that broke with it and were answered without. */
const DOUBTS = 2;

/** Time and chance, for tests. */
export interface Clockwork {
  now(): number;
  random(): number;
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
}

const REAL: Clockwork = {
  now: Date.now,
  random: Math.random,
  sleep: async (seconds, signal) => {
    await sleepMilliseconds(seconds * 1000, undefined, { signal });
  },
};

type Failure = Extract<Outcome, { kind: 'again' }>;

/** A text model that speaks OpenAI's chat completions. One for the whole service: its limit of requests holds for all runs. */
export class ChatEndpoint implements TextModel {
  readonly endpoint: EndpointFacts;
  readonly #settings: GenerationSettings;
  readonly #clockwork: Clockwork;
  readonly #slots: Slots;
  readonly #url: URL;
  /** The strictest way of asking for JSON that was not rejected so far. */
  #mode = 0;
  /** The least strict way that was ever kept to; a fault in it is no fault of the way. */
  #proven = -1;
  /** Requests that were answered, and those that were rejected in every way before any was. */
  #answered = 0;
  #rejected = 0;
  /** Fields that were rejected by name. */
  readonly #left = new Set<Dispensable>();
  /** Times that only a less strict way was answered, after a 500. */
  #doubts = 0;
  /** The endpoint asked everybody to wait until then, in milliseconds since 1970. */
  #notBefore = 0;

  constructor(settings: GenerationSettings, clockwork: Clockwork = REAL) {
    const { model, inside, concurrency, price, extra, url } = settings;
    this.endpoint = { model, inside, concurrency, price, extra };
    this.#settings = settings;
    this.#clockwork = clockwork;
    this.#slots = new Slots(concurrency);
    this.#url = new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}/chat/completions`);
  }

  ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    return this.#slots.hold(() => this.#persist(request, signal));
  }

  async #persist(request: ChatRequest, signal: AbortSignal): Promise<ChatReply> {
    let spent: TokenUsage | null = null;
    let answered = this.#answered;
    for (let failures = 0; ; ) {
      const outcome = await this.#try(request, signal);
      if (outcome.kind === 'denied')
        throw new TouchstoneError('GENERATE_DENIED', { params: { detail: outcome.detail } });
      if (outcome.kind === 'reply') return { ...outcome.reply, usage: sumOf(spent, outcome.reply.usage) };
      // Crowded out by requests that are answered: the endpoint works, and our turn comes.
      failures = outcome.crowded && this.#answered > answered ? 1 : failures + 1;
      answered = this.#answered;
      spent = sumOf(spent, outcome.usage);
      const wait = outcome.waitSeconds ?? backOff(failures, this.#clockwork.random);
      if (failures >= triesFor(outcome) || wait > LONGEST_WAIT_SECONDS) return givenUp(outcome, spent);
      const until = this.#clockwork.now() + wait * 1000;
      if (outcome.crowded) this.#notBefore = Math.max(this.#notBefore, until);
      else await this.#clockwork.sleep(wait, signal);
    }
  }

  /**
   * Asks once in the way that worked last, and where that is rejected in the less strict ways. llama.cpp's Python server
   * says 500 to a way that it does not know; so while a way has never worked, a 500 has the next one tried as well.
   */
  async #try(request: ChatRequest, signal: AbortSignal): Promise<Exclude<Outcome, { kind: 'reword' }>> {
    let broken: Failure | null = null;
    // Where any text will do there is one way to ask, and it tells nothing of the others.
    for (let mode = request.schema === null ? PLAIN : this.#mode; mode < JSON_MODES.length; mode++) {
      await this.#untilWelcome(signal);
      const body = requestBody(request, JSON_MODES[mode]!, this.endpoint.extra, this.#left);
      const outcome = await this.#post(body, signal);
      if (outcome.kind === 'reword') {
        // Once for each field: an endpoint that names it again is not understood.
        if (outcome.rejected !== null && !this.#left.has(outcome.rejected)) {
          this.#left.add(outcome.rejected);
          mode -= 1;
        }
        continue;
      }
      if (outcome.kind === 'again' && outcome.doubtful && mode > this.#proven && request.schema !== null) {
        broken = outcome;
        continue;
      }
      if (outcome.kind === 'reply' && isAnswered(outcome.reply)) {
        if (request.schema === null) this.#answered += 1;
        else this.#settleOn(mode, broken !== null);
      }
      return outcome;
    }
    return broken ?? this.#rejection();
  }

  /** A request that was rejected in every way: too long, say. Some proxies say the same to a model or a key that they do not know. */
  #rejection(): Exclude<Outcome, { kind: 'reword' }> {
    if (this.#answered === 0 && ++this.#rejected >= REJECTIONS)
      return { kind: 'denied', detail: `status 400 or 422 to each of ${this.#rejected} requests` };
    return { kind: 'reply', reply: { kind: 'lost', reason: 'rejected', usage: null } };
  }

  /** Keeps to a way that was answered. A stricter one that was only broken, not rejected, gets a second chance. */
  #settleOn(mode: number, doubted: boolean): void {
    this.#answered += 1;
    if (mode > this.#mode && doubted && ++this.#doubts < DOUBTS) return;
    this.#mode = Math.max(this.#mode, mode);
    this.#proven = Math.max(this.#proven, mode);
  }

  async #post(body: unknown, signal: AbortSignal): Promise<Outcome> {
    const { key, inside, timeoutSeconds } = this.#settings;
    try {
      const reply = await postJson(this.#url, body, { key, inside, timeoutSeconds, signal });
      return outcomeOf(reply, this.#clockwork.now());
    } catch (error) {
      if (!(error instanceof NoReply)) throw error;
      const rest = {
        waitSeconds: null,
        crowded: false,
        finally: 'unreachable',
        usage: null,
        doubtful: false,
      } as const;
      return { kind: 'again', detail: error.message, ...rest };
    }
  }

  async #untilWelcome(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let wait = this.#waiting(); wait > 0; wait = this.#waiting())
      await this.#clockwork.sleep(wait, signal);
  }

  /** Seconds until the endpoint is to be spoken to again. */
  #waiting(): number {
    return Math.max(0, Math.ceil(this.#notBefore - this.#clockwork.now())) / 1000;
  }
}

/** A question that is too long says nothing of the way in which it was asked. */
function isAnswered(reply: ChatReply): boolean {
  return reply.kind === 'answer' || reply.reason !== 'rejected';
}

function triesFor({ finally: end, crowded }: Failure): number {
  if (end !== 'unreachable') return USELESS_TRIES;
  return crowded ? CROWDED_TRIES : TRIES;
}

/** What a failure that does not go away comes to. */
function givenUp({ finally: end, detail }: Failure, usage: TokenUsage | null): ChatReply {
  if (end === 'unreachable') throw new TouchstoneError('GENERATE_UNREACHABLE', { params: { detail } });
  return { kind: 'lost', reason: end, usage };
}

/** Useless answers are paid for as well. */
function sumOf(one: TokenUsage | null, other: TokenUsage | null): TokenUsage | null {
  if (one === null || other === null) return one ?? other;
  return { input: one.input + other.input, output: one.output + other.output };
}

/** The text model of a service without an endpoint. */
export const NO_TEXT_MODEL: TextModel = {
  endpoint: null,
  ask: async () => {
    throw new TouchstoneError('GENERATE_NO_ENDPOINT', { params: { method: '?' } });
  },
};
