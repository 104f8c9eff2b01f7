import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { JenkinsClient } from '../client/client.ts';
import { shownUrl } from '../client/faults.ts';
import { JOB_PARTS, type JobDigests, type JobPart, type JobState, readJob } from './digests.ts';
import { configXml, type JobTemplate } from './template.ts';

export interface SetUpOptions {
  /** Overwrite what a person changed, or a job that is not ours. */
  readonly force: boolean;
  /** Make the folder where it is missing. */
  readonly createFolder: boolean;
  readonly signal: AbortSignal;
}

/** What became of a job: `unchanged`: it was as it should be, and nothing was written. */
export interface SetUpResult {
  readonly job: string;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** What differed from the template before. */
  readonly parts: readonly JobPart[];
}

/** A job's full name. */
export function fullNameOf(folder: string, job: string): string {
  return folder === '' ? job : `${folder}/${job}`;
}

/**
 * Makes a job as the template says, or brings it up to date; the same again writes nothing. Errors: `JENKINS_JOB_CHANGED`
 * and `JENKINS_JOB_FOREIGN` before anything is overwritten, `JENKINS_FOLDER_MISSING`, `JENKINS_NOT_A_FOLDER`, and those of
 * the connection.
 */
export async function setUpJob(
  client: JenkinsClient,
  job: string,
  template: JobTemplate,
  options: SetUpOptions,
): Promise<SetUpResult> {
  const { signal, force } = options;
  const { xml, digests } = configXml(template);
  const folder = job.split('/').slice(0, -1).join('/');
  await seeFolder(client, folder, options);
  const before = await client.config(job, signal);
  if (before === null) {
    await client.create(job, xml, signal);
    await verify(client, job, digests, signal);
    return { job, outcome: 'created', parts: JOB_PARTS };
  }
  const state = readJob(before);
  if (!force) refuseToOverwrite(job, state);
  const parts = state === null ? JOB_PARTS : differing(state, state.digests, digests);
  if (parts.length === 0 && state?.written != null) return { job, outcome: 'unchanged', parts };
  await client.setConfig(job, xml, signal);
  await verify(client, job, digests, signal);
  return { job, outcome: 'updated', parts };
}

function refuseToOverwrite(job: string, state: JobState | null): void {
  if (state?.written == null) throw new TouchstoneError('JENKINS_JOB_FOREIGN', { params: { job } });
  const parts = differing(state, state.digests, state.written);
  if (parts.length > 0)
    throw new TouchstoneError('JENKINS_JOB_CHANGED', { params: { job, parts: parts.join(', ') } });
}

/** Parameters that a job's own Jenkinsfile sets are not ours to judge. */
function differing({ ownParameters }: JobState, one: JobDigests, other: JobDigests): JobPart[] {
  return JOB_PARTS.filter((part) => one[part] !== other[part] && !(part === 'parameters' && ownParameters));
}

/** Jenkins drops what it does not know, as a parameter whose plugin is missing, without a word. */
async function verify(
  client: JenkinsClient,
  job: string,
  digests: JobDigests,
  signal: AbortSignal,
): Promise<void> {
  const stored = readJob((await client.config(job, signal)) ?? '');
  const lost = stored === null ? JOB_PARTS : differing(stored, stored.digests, digests);
  if (lost.length === 0) return;
  const params = {
    url: shownUrl(client.settings),
    what: `job ${job}`,
    detail: `not stored as sent: ${lost.join(', ')}`,
  };
  throw new TouchstoneError('JENKINS_ANSWER', { params });
}

const FOLDER_XML = `<?xml version='1.1' encoding='UTF-8'?>
<com.cloudbees.hudson.plugins.folder.Folder>
  <description></description>
  <properties/>
</com.cloudbees.hudson.plugins.folder.Folder>
`;

/** Sees that the folder is there, from the top down. */
async function seeFolder(
  client: JenkinsClient,
  folder: string,
  { createFolder, signal }: SetUpOptions,
): Promise<void> {
  const words = folder.split('/').filter(Boolean);
  for (const at of words.keys()) {
    const name = words.slice(0, at + 1).join('/');
    const item = await client.item(name, signal);
    const params = { folder: name, user: client.settings.user };
    if (item !== null && !isFolder(item._class))
      throw new TouchstoneError('JENKINS_NOT_A_FOLDER', { params });
    if (item === null && !createFolder) throw new TouchstoneError('JENKINS_FOLDER_MISSING', { params });
    if (item === null) await client.create(name, FOLDER_XML, signal);
  }
}

/** Folders of the plugin cloudbees-folder and those built on it; a multibranch project holds jobs of its own alone. */
export function isFolder(kind: string): boolean {
  return /\.Folder$/.test(kind);
}
