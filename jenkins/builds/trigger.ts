import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { JenkinsClient } from '../client/client.ts';
import { findBuild, findWaiting } from './find.ts';
import { type BuildHandle, KEY_PARAMETER } from './handle.ts';

export interface BuildRequest {
  /** The job's full name. */
  readonly job: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The same key never starts a second build, as long as the job declares `KEY_PARAMETER`; null: always a new one. */
  readonly key: string | null;
  /** For parameters of the plugin file-parameters. */
  readonly files?: ReadonlyMap<string, Blob>;
}

/** What came of asking for a build. */
export interface Triggered {
  readonly handle: BuildHandle;
  /** True: a build with this key was there already, waiting, running or ended. */
  readonly known: boolean;
}

/**
 * Asks for a build. Errors: `JENKINS_JOB_MISSING`, `JENKINS_JOB_DISABLED`, `JENKINS_JOB_PLAIN`,
 * `JENKINS_PARAMETER_UNKNOWN`, and those of the connection.
 */
export async function triggerBuild(
  client: JenkinsClient,
  { job, parameters, key, files = new Map() }: BuildRequest,
  signal: AbortSignal,
): Promise<Triggered> {
  const declared = await parametersOf(client, job, signal);
  for (const name of [...Object.keys(parameters), ...files.keys()]) {
    if (!declared.includes(name))
      throw new TouchstoneError('JENKINS_PARAMETER_UNKNOWN', {
        params: { job, name, known: declared.join(', ') },
      });
  }
  const keyed = key !== null && declared.includes(KEY_PARAMETER);
  if (keyed) {
    const known = await knownHandle(client, job, key, signal);
    if (known !== null) return { handle: known, known: true };
  }
  const sent = keyed ? { ...parameters, [KEY_PARAMETER]: key } : parameters;
  const item = await client.trigger(job, sent, signal, files);
  return { handle: { job, item, number: null, key: keyed ? key : null }, known: false };
}

/** The build with this key, wherever it is by now. */
export async function knownHandle(
  client: JenkinsClient,
  job: string,
  key: string,
  signal: AbortSignal,
): Promise<BuildHandle | null> {
  const waiting = await findWaiting(client, key, signal);
  if (waiting !== null) return { job, item: waiting.id, number: null, key };
  const number = await findBuild(client, { job, item: null, number: null, key }, signal);
  return number === null ? null : { job, item: null, number, key };
}

async function parametersOf(client: JenkinsClient, job: string, signal: AbortSignal): Promise<string[]> {
  const params = { job, user: client.settings.user };
  const item = await client.item(job, signal);
  // A folder has nothing to build.
  if (item === null || typeof item.buildable !== 'boolean')
    throw new TouchstoneError('JENKINS_JOB_MISSING', { params });
  if (!item.buildable) throw new TouchstoneError('JENKINS_JOB_DISABLED', { params });
  const names = (item.property ?? [])
    .flatMap((one) => one?.parameterDefinitions ?? [])
    .map(({ name }) => name);
  if (names.length === 0) throw new TouchstoneError('JENKINS_JOB_PLAIN', { params });
  return names;
}
