import { randomUUID } from 'node:crypto';
import { readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { KubernetesSettings } from '../contracts/kubernetes.ts';
import { KubernetesClient, type Right } from './client.ts';

/** What is looked at, in this order. */
export const KUBERNETES_CHECKS = ['connection', 'rights', 'claim', 'shared'] as const;
export type KubernetesCheckName = (typeof KUBERNETES_CHECKS)[number];

export interface KubernetesFinding {
  readonly name: KubernetesCheckName;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, in facts: a version, a name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Why it is not ok; null too where only something is missing that the facts name. */
  readonly error: TouchstoneError | null;
}

/** The oldest Kubernetes that knows `podFailurePolicy` without being told to. */
const OLDEST = [1, 26] as const;
const jobs = (verb: string): Right => ({ group: 'batch', resource: 'jobs', verb });
const core = (resource: string, verb: string): Right => ({ group: '', resource, verb });
const NEEDED: readonly Right[] = [...['create', 'get', 'list', 'delete'].map(jobs), core('pods', 'list')];
/** Without these a job is done as well; less is said of it. */
const WISHED: readonly Right[] = [core('events', 'list'), core('persistentvolumeclaims', 'get')];

/** Looks at everything that work on Kubernetes rests on, and leaves nothing behind. Errors: the signal's reason. */
export async function checkKubernetes(
  settings: KubernetesSettings,
  signal: AbortSignal,
): Promise<KubernetesFinding[]> {
  const client = new KubernetesClient(settings.connection);
  const first = await look('connection', signal, () => connection(client, signal));
  const findings = [first];
  if (first.status !== 'fail') {
    findings.push(await look('rights', signal, () => rights(client, signal)));
    findings.push(await look('claim', signal, () => claim(client, settings.volume.claim, signal)));
  }
  return [...findings, await look('shared', signal, () => shared(settings.volume.shared))];
}

async function look(
  name: KubernetesCheckName,
  signal: AbortSignal,
  work: () => Promise<Omit<KubernetesFinding, 'name' | 'error'>>,
): Promise<KubernetesFinding> {
  try {
    return { name, error: null, ...(await work()) };
  } catch (error) {
    signal.throwIfAborted();
    return { name, status: 'fail', facts: {}, error: TouchstoneError.from(error) };
  }
}

async function connection(client: KubernetesClient, signal: AbortSignal) {
  const version = await client.version(signal);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return { status: enough ? 'ok' : 'fail', facts: { version, namespace: await client.namespace() } } as const;
}

async function rights(client: KubernetesClient, signal: AbortSignal) {
  const missing = async (list: readonly Right[]) => {
    const may = await Promise.all(list.map((right) => client.may(right, signal)));
    return list.filter((_right, at) => !may[at]).map(({ resource, verb }) => `${verb} ${resource}`);
  };
  const [needed, wished] = [await missing(NEEDED), await missing(WISHED)];
  const facts = { missing: [...needed, ...wished].join(', '), namespace: await client.namespace() };
  return { status: needed.length > 0 ? 'fail' : wished.length > 0 ? 'warn' : 'ok', facts } as const;
}

async function claim(client: KubernetesClient, name: string, signal: AbortSignal) {
  const found = await client.claim(name, signal);
  const modes = found?.status?.accessModes ?? found?.spec?.accessModes ?? [];
  const facts = { name, phase: found?.status?.phase ?? '–', modes: modes.join(', ') || '–' };
  if (found === null) return { status: 'fail', facts } as const;
  const well = facts.phase === 'Bound' && modes.includes('ReadWriteMany');
  return { status: well ? 'ok' : 'warn', facts } as const;
}

/** Whether the folder takes a file and gives it back. That it is the claim's, only a job can tell. */
async function shared(path: string) {
  const file = join(path, `.touchstone-${randomUUID()}`);
  try {
    await writeFile(file, 'here', { flag: 'wx', mode: 0o600 });
    await readFile(file);
    const { bavail, bsize } = await statfs(path);
    return { status: 'ok', facts: { path, free: String(bavail * bsize) } } as const;
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new TouchstoneError('KUBERNETES_SHARED', { params: { path, detail }, cause });
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}
