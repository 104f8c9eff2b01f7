import Jenkins from 'jenkins';
import type { z } from 'zod';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { JenkinsSettings } from '../../pipeline/contracts/jenkins.ts';
import { Crumbs } from './crumbs.ts';
import { refused, shownUrl, unanswered } from './faults.ts';
import { type Seen, transportFor } from './transport.ts';

/** One request by way of the npm client. */
export type Work = (client: Jenkins) => Promise<unknown>;

/** The value that the npm client gave, and what was seen of the answer. */
export interface Called {
  readonly value: unknown;
  readonly seen: Seen | null;
}

/** Makes requests with the npm client, and makes errors of ours of whatever comes of them. */
export class Caller {
  readonly settings: JenkinsSettings;
  readonly authorization: string;
  readonly #crumbs = new Crumbs();

  constructor(settings: JenkinsSettings) {
    this.settings = settings;
    this.authorization = `Basic ${Buffer.from(`${settings.user}:${settings.token}`).toString('base64')}`;
  }

  /** Whether Jenkins gives crumbs at all; null: nothing was changed yet. */
  get crumbs(): boolean | null {
    return this.#crumbs.needed;
  }

  /** Null where nothing is there (404). `what`: what is asked, in words of ours, for errors. */
  async read<S extends z.ZodType>(
    what: string,
    schema: S,
    signal: AbortSignal,
    work: Work,
  ): Promise<z.infer<S> | null> {
    const { value, seen } = await this.call(what, signal, work);
    if (seen?.status === 404) return null;
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    throw this.odd(what, `field ${read.error.issues[0]?.path.join('.') || '(the whole)'}`);
  }

  /** `also`: statuses beside 2xx and 404 that are no fault. A crumb that is not valid any more is fetched again, once. */
  async call(
    what: string,
    signal: AbortSignal,
    work: Work,
    also: readonly number[] = [404],
  ): Promise<Called> {
    for (let again = true; ; again = false) {
      signal.throwIfAborted();
      let seen: Seen | null = null;
      const client = this.#open(signal, (answer) => {
        seen = answer;
      });
      try {
        return { value: await work(client), seen };
      } catch (error) {
        signal.throwIfAborted();
        const answer = seen as Seen | null;
        if (answer === null || isOfConnection(error)) throw unanswered(error, this.settings);
        if (also.includes(answer.status)) return { value: undefined, seen: answer };
        // The npm client takes 204 for a failure where it waits for 302.
        if (answer.status >= 200 && answer.status < 300 && also.includes(302))
          return { value: undefined, seen: answer };
        if (!lacksCrumb(error, answer)) throw this.#refusal(answer, what);
        if (!again) throw new TouchstoneError('JENKINS_CRUMB', { params: { url: shownUrl(this.settings) } });
        this.#crumbs.forget();
      }
    }
  }

  #refusal(seen: Seen, what: string): TouchstoneError {
    // An answer of 2xx that could not be read, as a page where JSON was asked for.
    return seen.status < 300
      ? this.odd(what, 'it is not what was asked for')
      : refused(seen, what, this.settings);
  }

  /** An answer that is not what it should be. */
  odd(what: string, detail: string): TouchstoneError {
    return new TouchstoneError('JENKINS_ANSWER', { params: { url: shownUrl(this.settings), what, detail } });
  }

  /** One npm client a call: what was seen of an answer belongs to its call. */
  #open(signal: AbortSignal, onAnswer: (seen: Seen) => void): Jenkins {
    const { url, ca, timeoutSeconds } = this.settings;
    const client = new Jenkins({
      baseUrl: shownUrl(this.settings),
      headers: { authorization: this.authorization },
      timeout: timeoutSeconds * 1000,
      crumbIssuer: (one) => this.#crumbs.of(one),
    });
    const transport = transportFor({
      ...{ secure: url.protocol === 'https:', ca, idleSeconds: timeoutSeconds, signal, onAnswer },
    });
    client._ext('onRequest', (context, next) => {
      context.transport = transport;
      next();
    });
    return client;
  }
}

function isOfConnection(error: unknown): boolean {
  const { code, isTimeout, name } = error as { code?: unknown; isTimeout?: boolean; name?: string };
  return (
    isTimeout === true ||
    name === 'Broken' ||
    name === 'NoReply' ||
    name === 'AbortError' ||
    typeof code === 'string'
  );
}

function lacksCrumb(error: unknown, { status }: Seen): boolean {
  const body = (error as { res?: { body?: unknown } }).res?.body;
  return status === 403 && /No valid crumb/.test(String(body ?? ''));
}
