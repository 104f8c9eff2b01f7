import type { BuildHandle } from '../../../jenkins/builds/handle.ts';
import { knownHandle } from '../../../jenkins/builds/trigger.ts';
import type { JenkinsClient } from '../../../jenkins/client/client.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { usage } from './settings.ts';

/** How a person names a build: what outlives most comes first. */
export function referenceOf({ key, number, item }: BuildHandle): string {
  if (number !== null) return String(number);
  return key === null ? `queue:${item}` : `key:${key}`;
}

/** The build that a person names. Errors: `CLI_USAGE`; `JENKINS_BUILD_MISSING` where no build has that key. */
export async function handleOf(
  cli: Cli,
  client: JenkinsClient,
  job: string,
  text: string,
): Promise<BuildHandle> {
  const bare = { job, item: null, number: null, key: null };
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) {
    const build = await client.build(job, Number(text), cli.interrupt);
    if (build !== null) return { ...bare, number: build.number };
    throw new TouchstoneError('JENKINS_BUILD_MISSING', { params: { job, number: text } });
  }
  const [, kind, value = ''] = /^(queue|key):(.+)$/.exec(text) ?? [];
  if (kind === 'queue' && /^\d{1,15}$/.test(value)) return { ...bare, item: Number(value) };
  if (kind !== 'key') throw usage(cli.say('jenkins_usage_build', { what: text }), 'follow');
  const known = await knownHandle(client, job, value, cli.interrupt);
  if (known !== null) return known;
  throw new TouchstoneError('JENKINS_BUILD_MISSING', { params: { job, number: text } });
}
