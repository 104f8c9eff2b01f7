import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { JenkinsSettings } from '../../pipeline/contracts/jenkins.ts';
import { JenkinsClient } from '../client/client.ts';
import { shownUrl } from '../client/faults.ts';
import { fullNameOf, isFolder } from '../job/set-up.ts';
import { neededPlugins } from './plugins.ts';

/** What is looked at, in this order; the first one that fails hides those that rest on it. */
export const CHECKS = ['connection', 'permission', 'folder', 'job', 'training_job', 'plugins'] as const;
export type CheckName = (typeof CHECKS)[number];

export interface CheckFinding {
  readonly name: CheckName;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, in facts: a version, a name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Why it is not ok. */
  readonly error: TouchstoneError | null;
}

/** Looks at everything that work with Jenkins rests on, and changes nothing. Errors: the signal's reason. */
export async function checkJenkins(settings: JenkinsSettings, signal: AbortSignal): Promise<CheckFinding[]> {
  const client = new JenkinsClient(settings);
  const connection = await look('connection', signal, async () => {
    const { version } = await client.info(signal);
    return { url: shownUrl(settings), version, user: settings.user };
  });
  if (connection.status === 'fail') return [connection];
  const { folder, job, training } = settings;
  const findings = [
    connection,
    await look('permission', signal, () => probe(client, signal)),
    await look('folder', signal, () => lookAtFolder(client, folder, signal)),
  ];
  if (findings.at(-1)!.status === 'ok') {
    findings.push(await look('job', signal, () => lookAtJob(client, fullNameOf(folder, job), signal)));
    if (training !== null)
      findings.push(
        await look('training_job', signal, () => lookAtJob(client, fullNameOf(folder, training.job), signal)),
      );
  }
  findings.push(await look('plugins', signal, () => lookAtPlugins(client, settings, signal)));
  return findings.map(mild);
}

async function look(
  name: CheckName,
  signal: AbortSignal,
  work: () => Promise<Readonly<Record<string, string>>>,
): Promise<CheckFinding> {
  try {
    return { name, status: 'ok', facts: await work(), error: null };
  } catch (error) {
    signal.throwIfAborted();
    return { name, status: 'fail', facts: {}, error: TouchstoneError.from(error) };
  }
}

/** A job that is not there yet is what `setup` is for; and only administrators see the list of plugins. */
function mild(finding: CheckFinding): CheckFinding {
  const { name, error } = finding;
  const expected =
    error?.code === 'JENKINS_JOB_MISSING' || (name === 'plugins' && error?.code === 'JENKINS_FORBIDDEN');
  return expected ? { ...finding, status: 'warn' } : finding;
}

/** Whether Jenkins lets a change through: it may want a crumb and not accept its own. */
async function probe(client: JenkinsClient, signal: AbortSignal): Promise<Record<string, string>> {
  try {
    const { crumbs } = await client.probe(signal);
    return { crumbs: String(crumbs) };
  } catch (error) {
    // The filter of crumbs comes before everything else: what came after it says nothing of crumbs.
    if (error instanceof TouchstoneError && error.code === 'JENKINS_ANSWER') return { crumbs: '?' };
    throw error;
  }
}

async function lookAtFolder(client: JenkinsClient, folder: string, signal: AbortSignal) {
  if (folder === '') return { folder: '/' };
  const item = await client.item(folder, signal);
  const params = { folder, user: client.settings.user };
  if (item === null) throw new TouchstoneError('JENKINS_FOLDER_MISSING', { params });
  if (!isFolder(item._class)) throw new TouchstoneError('JENKINS_NOT_A_FOLDER', { params });
  return { folder };
}

async function lookAtJob(client: JenkinsClient, job: string, signal: AbortSignal) {
  const item = await client.item(job, signal);
  const params = { job, user: client.settings.user };
  if (item === null || typeof item.buildable !== 'boolean')
    throw new TouchstoneError('JENKINS_JOB_MISSING', { params });
  if (!item.buildable) throw new TouchstoneError('JENKINS_JOB_DISABLED', { params });
  const names = (item.property ?? [])
    .flatMap((one) => one?.parameterDefinitions ?? [])
    .map(({ name }) => name);
  if (names.length === 0) throw new TouchstoneError('JENKINS_JOB_PLAIN', { params });
  return { job, parameters: names.join(', ') };
}

async function lookAtPlugins(
  client: JenkinsClient,
  { folder, training }: JenkinsSettings,
  signal: AbortSignal,
) {
  const needed = neededPlugins({ folder: folder !== '', training: training !== null });
  const found = await client.plugins(signal);
  const missing = needed.filter((name) => !found.some((one) => one.shortName === name && one.active));
  if (missing.length > 0)
    throw new TouchstoneError('JENKINS_PLUGIN_MISSING', { params: { names: missing.join(', ') } });
  return { plugins: String(needed.length) };
}
