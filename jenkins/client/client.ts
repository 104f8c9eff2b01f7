import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { JenkinsSettings } from '../../pipeline/contracts/jenkins.ts';
import * as answers from './answers.ts';
import { Caller, type Work } from './caller.ts';
import { openArtifact } from './download.ts';
import { shownUrl } from './faults.ts';
import { multipart } from './multipart.ts';

/** It is shown, so it must look like one. */
const VERSION = /^[\w.+-]{1,40}$/;

/** A piece of a build's log, and where the next one starts. */
export interface LogPiece {
  readonly text: string;
  readonly size: number;
  readonly more: boolean;
}

/**
 * Speaks to one Jenkins. A name is a job's full name with its folders: `a/b`. What is not there is null. Errors: the codes
 * `JENKINS_…` of connections; the signal's reason. No error holds what Jenkins sent, nor user's token.
 */
export class JenkinsClient {
  readonly settings: JenkinsSettings;
  readonly #caller: Caller;

  constructor(settings: JenkinsSettings) {
    this.settings = settings;
    this.#caller = new Caller(settings);
  }

  /** The version that it says to be. Errors: also `JENKINS_NOT_JENKINS`. */
  async info(signal: AbortSignal): Promise<{ readonly version: string }> {
    const { value, seen } = await this.#caller.call('GET /api/json', signal, (client) =>
      client.info({ tree: answers.INFO_TREE }),
    );
    const version = seen?.headers['x-jenkins'];
    if (typeof version === 'string' && VERSION.test(version) && answers.infoSchema.safeParse(value).success)
      return { version };
    throw new TouchstoneError('JENKINS_NOT_JENKINS', {
      params: { url: shownUrl(this.settings), status: seen?.status ?? 0 },
    });
  }

  /** Whether a request that changes something would be let through; changes nothing itself. */
  async probe(signal: AbortSignal): Promise<{ readonly crumbs: boolean }> {
    await this.#caller.call('POST /api/json', signal, (client) =>
      client._post({ name: 'probe', path: '/api/json', query: { tree: 'mode' } }),
    );
    return { crumbs: this.#caller.crumbs === true };
  }

  /** A folder or a job. */
  item(name: string, signal: AbortSignal): Promise<z.infer<typeof answers.itemSchema> | null> {
    return this.#caller.read(`job ${name}`, answers.itemSchema, signal, (client) =>
      client.job.get(name, { tree: answers.ITEM_TREE }),
    );
  }

  async config(name: string, signal: AbortSignal): Promise<string | null> {
    const { value, seen } = await this.#caller.call(`config.xml of ${name}`, signal, (client) =>
      client.job.config(name),
    );
    if (seen?.status === 404) return null;
    if (typeof value === 'string') return value;
    throw this.#caller.odd(`config.xml of ${name}`, 'no XML');
  }

  async setConfig(name: string, xml: string, signal: AbortSignal): Promise<void> {
    const what = `change of ${name}`;
    const { seen } = await this.#caller.call(what, signal, (client) => client.job.config(name, xml));
    if (seen?.status === 404) throw this.#caller.odd(what, 'status 404');
  }

  async create(name: string, xml: string, signal: AbortSignal): Promise<void> {
    const what = `creation of ${name}`;
    const { seen } = await this.#caller.call(what, signal, (client) => client.job.create(name, xml));
    if (seen?.status === 404) throw this.#caller.odd(what, 'status 404');
  }

  /**
   * Starts a build; gives the id of the queue's item, its own or that of a like one that waits already. Files go to
   * parameters of the plugin file-parameters. Errors: also `JENKINS_JOB_…`.
   */
  async trigger(
    name: string,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
    files: ReadonlyMap<string, Blob> = new Map(),
  ): Promise<number> {
    const work: Work = (client) =>
      files.size === 0
        ? client.job.build({ name, parameters })
        : client._post(multipart(name, parameters, files));
    const { seen } = await this.#caller.call(
      `build of ${name}`,
      signal,
      work,
      [201, 302, 303, 400, 404, 409],
    );
    const params = { job: name, user: this.settings.user };
    if (seen?.status === 404) throw new TouchstoneError('JENKINS_JOB_MISSING', { params });
    if (seen?.status === 400) throw new TouchstoneError('JENKINS_JOB_PLAIN', { params });
    if (seen?.status === 409) throw new TouchstoneError('JENKINS_JOB_DISABLED', { params });
    // 201: its own item; 303: one that waits. Only the number counts: the address may be one that is not reached from here.
    const id = /\/queue\/item\/(\d{1,15})\/?$/.exec(String(seen?.headers.location ?? ''))?.[1];
    if (id === undefined) throw this.#caller.odd(`build of ${name}`, 'no item of the queue');
    return Number(id);
  }

  queueItem(id: number, signal: AbortSignal): Promise<answers.QueueItemAnswer | null> {
    return this.#caller.read(`item ${id} of the queue`, answers.queueItemSchema, signal, (client) =>
      client.queue.item(id, { tree: answers.QUEUE_ITEM_TREE }),
    );
  }

  /** All that waits, of any job. */
  async waiting(signal: AbortSignal): Promise<readonly answers.QueueItemAnswer[]> {
    const schema = answers.queueItemSchema.array();
    const found = await this.#caller.read('the queue', schema, signal, (client) =>
      client.queue.list({ tree: `items[${answers.QUEUE_ITEM_TREE}]` }),
    );
    return found ?? [];
  }

  /** The newest builds of a job. */
  async builds(name: string, signal: AbortSignal): Promise<readonly answers.ShortBuild[] | null> {
    const found = await this.#caller.read(`builds of ${name}`, answers.buildsSchema, signal, (client) =>
      client.job.get(name, { tree: answers.BUILDS_TREE }),
    );
    return found?.builds ?? null;
  }

  build(name: string, number: number, signal: AbortSignal): Promise<answers.BuildAnswer | null> {
    return this.#caller.read(`build ${number} of ${name}`, answers.buildSchema, signal, (client) =>
      client.build.get(name, number, { tree: answers.BUILD_TREE }),
    );
  }

  async log(name: string, number: number, start: number, signal: AbortSignal): Promise<LogPiece | null> {
    const found = await this.#caller.read(
      `log of build ${number} of ${name}`,
      answers.logSchema,
      signal,
      (client) => client.build.log(name, number, { start, meta: true }),
    );
    // Line ends are sent as CR LF, however they are stored.
    return found && { ...found, text: (found.text ?? '').replaceAll('\r\n', '\n') };
  }

  /** Asks a build to stop; false where there is none. One that has ended stays as it is. */
  async stop(name: string, number: number, signal: AbortSignal): Promise<boolean> {
    const what = `stop of build ${number} of ${name}`;
    const { seen } = await this.#caller.call(
      what,
      signal,
      (client) => client.build.stop(name, number),
      [302, 404],
    );
    return seen?.status !== 404;
  }

  /** Takes an item out of the queue; false where it does not wait any more. */
  async cancel(id: number, signal: AbortSignal): Promise<boolean> {
    const work: Work = (client) => client.queue.cancel(id);
    const { seen } = await this.#caller.call(`cancelling of item ${id}`, signal, work, [302, 404]);
    return seen?.status !== 404;
  }

  async plugins(signal: AbortSignal): Promise<z.infer<typeof answers.pluginsSchema>> {
    const found = await this.#caller.read('the list of plugins', answers.pluginsSchema, signal, (client) =>
      client.plugin.list({ tree: answers.PLUGINS_TREE }),
    );
    if (found === null) throw this.#caller.odd('the list of plugins', 'status 404');
    return found;
  }

  /** Opens an archived file of a build. Errors: also `JENKINS_REDIRECTED` where files lie elsewhere. */
  artifact(name: string, number: number, path: string, signal: AbortSignal): Promise<Readable> {
    return openArtifact(this.#caller, { name, number, path }, signal);
  }
}
