import { isAbsolute, normalize, resolve } from 'node:path';
import {
  KUBERNETES_WORK,
  type KubernetesPod,
  type KubernetesSettings,
  type KubernetesToleration,
  type KubernetesWork,
} from '../contracts/kubernetes.ts';
import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';
import { memoryIn } from './memory-setting.ts';

export const KUBERNETES_IMAGE = 'TOUCHSTONE_KUBERNETES_IMAGE';
/** The names that are read here. */
export const KUBERNETES_VARIABLES = [
  'TOUCHSTONE_KUBERNETES_CONFIG',
  'TOUCHSTONE_KUBERNETES_CONTEXT',
  'TOUCHSTONE_KUBERNETES_NAMESPACE',
  'TOUCHSTONE_KUBERNETES_WORK',
  'TOUCHSTONE_KUBERNETES_IMAGE',
  'TOUCHSTONE_KUBERNETES_CLAIM',
  'TOUCHSTONE_KUBERNETES_SHARED',
  'TOUCHSTONE_KUBERNETES_MOUNT',
  'TOUCHSTONE_KUBERNETES_PYTHON',
  'TOUCHSTONE_KUBERNETES_DEVICE',
  'TOUCHSTONE_KUBERNETES_GPU',
  'TOUCHSTONE_KUBERNETES_CPUS',
  'TOUCHSTONE_KUBERNETES_MEMORY',
  'TOUCHSTONE_KUBERNETES_TIME',
  'TOUCHSTONE_KUBERNETES_NODE_SELECTOR',
  'TOUCHSTONE_KUBERNETES_TOLERATIONS',
  'TOUCHSTONE_KUBERNETES_RUNTIME_CLASS',
  'TOUCHSTONE_KUBERNETES_PRIORITY_CLASS',
  'TOUCHSTONE_KUBERNETES_PULL_SECRETS',
  'TOUCHSTONE_KUBERNETES_SERVICE_ACCOUNT',
  'TOUCHSTONE_KUBERNETES_USER',
  'TOUCHSTONE_KUBERNETES_QUEUE',
  'TOUCHSTONE_KUBERNETES_KEEP',
  'TOUCHSTONE_KUBERNETES_POLL',
] as const;
/** Names of objects: RFC 1123 subdomains and labels. */
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const LABEL_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Keys and values of labels and taints. */
const KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
/** `registry:5000/path/name:tag@sha256:…`, as the OCI distribution specification has it. */
const IMAGE =
  /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*){0,10}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;
const LONGEST_IMAGE = 500;
const GPU = /^((?:[a-z0-9.-]+\/)[A-Za-z0-9._-]{1,63})=([1-9]\d?)$/;
const USER = /^([1-9]\d{0,8}):([1-9]\d{0,8})$/;
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
/** Kubernetes parts paths at colons; the rest would be read by nobody, and is not needed. */
const PATH_IN_POD = /^\/[A-Za-z0-9._/-]{1,200}$/;

/** The Kubernetes that the environment names, or null. Errors: `SETTINGS_INVALID`. */
export function readKubernetesSettings(read: EnvironmentReader): KubernetesSettings | null {
  if (read.optional(KUBERNETES_IMAGE) === null) return null;
  const config = read.optional('TOUCHSTONE_KUBERNETES_CONFIG');
  return {
    connection: {
      configFile: config === null ? null : resolve(config),
      context: read.optional('TOUCHSTONE_KUBERNETES_CONTEXT'),
      namespace: nameIn(read, 'TOUCHSTONE_KUBERNETES_NAMESPACE', LABEL_NAME),
    },
    work: workIn(read),
    volume: {
      claim: claimIn(read),
      shared: sharedIn(read),
      mount: mountIn(read),
    },
    pod: podIn(read),
    job: {
      queue: nameIn(read, 'TOUCHSTONE_KUBERNETES_QUEUE', LABEL_NAME),
      time: numberIn(read, 'TOUCHSTONE_KUBERNETES_TIME', 5, 100_000),
      keepSeconds: read.integer('TOUCHSTONE_KUBERNETES_KEEP', 3600, 60, 30 * 86_400),
    },
    pollSeconds: read.integer('TOUCHSTONE_KUBERNETES_POLL', 10, 1, 600),
  };
}

function podIn(read: EnvironmentReader): KubernetesPod {
  const image = read.text(KUBERNETES_IMAGE, '');
  if (image.length > LONGEST_IMAGE || !IMAGE.test(image))
    throw invalidSetting(
      KUBERNETES_IMAGE,
      'it must be the name of an image, such as registry.example/touchstone-trainer:1',
    );
  return {
    image,
    python: read.pattern('TOUCHSTONE_KUBERNETES_PYTHON', 'python3', /^[A-Za-z0-9._/][A-Za-z0-9._/-]{0,200}$/),
    device: read.pattern('TOUCHSTONE_KUBERNETES_DEVICE', 'auto', /^(auto|cpu|cuda)$/),
    gpu: gpuIn(read),
    cpus: numberIn(read, 'TOUCHSTONE_KUBERNETES_CPUS', 1, 1024),
    memory: memoryIn(read, 'TOUCHSTONE_KUBERNETES_MEMORY'),
    nodeSelector: selectorIn(read),
    tolerations: read.list('TOUCHSTONE_KUBERNETES_TOLERATIONS').map(tolerationOf),
    runtimeClass: nameIn(read, 'TOUCHSTONE_KUBERNETES_RUNTIME_CLASS', NAME),
    priorityClass: nameIn(read, 'TOUCHSTONE_KUBERNETES_PRIORITY_CLASS', NAME),
    pullSecrets: pullSecretsIn(read),
    serviceAccount: nameIn(read, 'TOUCHSTONE_KUBERNETES_SERVICE_ACCOUNT', NAME),
    user: userIn(read),
  };
}

function nameIn(read: EnvironmentReader, name: string, pattern: RegExp): string | null {
  const value = read.optional(name);
  if (value !== null && !pattern.test(value))
    throw invalidSetting(
      name,
      `${JSON.stringify(value)} is no name of Kubernetes (small letters, digits, hyphens)`,
    );
  return value;
}

function claimIn(read: EnvironmentReader): string {
  const name = 'TOUCHSTONE_KUBERNETES_CLAIM';
  read.required(name, KUBERNETES_IMAGE);
  return nameIn(read, name, NAME)!;
}

function sharedIn(read: EnvironmentReader): string {
  const name = 'TOUCHSTONE_KUBERNETES_SHARED';
  const path = read.required(name, KUBERNETES_IMAGE);
  if (!isAbsolute(path)) throw invalidSetting(name, 'it must be an absolute path');
  return path.replace(/(?<=.)\/+$/, '');
}

function mountIn(read: EnvironmentReader): string {
  const name = 'TOUCHSTONE_KUBERNETES_MOUNT';
  const path = read.pattern(name, '/touchstone', PATH_IN_POD).replace(/(?<=.)\/+$/, '');
  if (path === '/' || normalize(path) !== path)
    throw invalidSetting(name, 'it must be a plain absolute path');
  return path;
}

function workIn(read: EnvironmentReader): readonly KubernetesWork[] {
  const name = 'TOUCHSTONE_KUBERNETES_WORK';
  const named = read.list(name);
  const known = KUBERNETES_WORK.filter((work) => named.includes(work));
  if (known.length !== named.length)
    throw invalidSetting(name, `it must be of ${KUBERNETES_WORK.join(', ')}`);
  return named.length === 0 ? KUBERNETES_WORK : known;
}

/** One graphics processor unless told otherwise; `none` for nodes without. */
function gpuIn(read: EnvironmentReader): KubernetesPod['gpu'] {
  const name = 'TOUCHSTONE_KUBERNETES_GPU';
  const text = read.text(name, 'nvidia.com/gpu=1');
  if (text === 'none') return null;
  const parts = GPU.exec(text);
  if (parts === null)
    throw invalidSetting(name, 'it must be a resource and how many, such as nvidia.com/gpu=1, or none');
  return { resource: parts[1]!, count: Number(parts[2]) };
}

function numberIn(read: EnvironmentReader, name: string, low: number, high: number): number | null {
  return read.optional(name) === null ? null : read.integer(name, low, low, high);
}

function selectorIn(read: EnvironmentReader): Readonly<Record<string, string>> {
  const name = 'TOUCHSTONE_KUBERNETES_NODE_SELECTOR';
  const pairs = read.list(name).map((pair) => {
    const at = pair.indexOf('=');
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (at < 1 || !KEY.test(key) || !VALUE.test(value))
      throw invalidSetting(name, 'it must be labels, such as gpu=a100,zone=b');
    return [key, value] as const;
  });
  return Object.fromEntries(pairs);
}

/** `key`, `key:effect`, `key=value`, `key=value:effect`, as taints are written. */
function tolerationOf(text: string): KubernetesToleration {
  const at = text.lastIndexOf(':');
  const effect = at === -1 ? null : (EFFECTS.find((one) => one === text.slice(at + 1)) ?? undefined);
  const rest = at === -1 ? text : text.slice(0, at);
  const equals = rest.indexOf('=');
  const key = equals === -1 ? rest : rest.slice(0, equals);
  const value = equals === -1 ? null : rest.slice(equals + 1);
  if (effect === undefined || !KEY.test(key) || !VALUE.test(value ?? ''))
    throw invalidSetting(
      'TOUCHSTONE_KUBERNETES_TOLERATIONS',
      'it must be taints, such as nvidia.com/gpu:NoSchedule,spot=true:NoSchedule',
    );
  return { key, value, effect };
}

function pullSecretsIn(read: EnvironmentReader): readonly string[] {
  const name = 'TOUCHSTONE_KUBERNETES_PULL_SECRETS';
  const names = read.list(name);
  if (!names.every((one) => NAME.test(one)))
    throw invalidSetting(name, 'it must be names of Secrets, by commas');
  return names;
}

/** Whoever runs this service unless told otherwise, since pods read what it writes. */
function userIn(read: EnvironmentReader): KubernetesPod['user'] {
  const name = 'TOUCHSTONE_KUBERNETES_USER';
  const text = read.optional(name) ?? `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const parts = USER.exec(text);
  if (parts === null)
    throw invalidSetting(
      name,
      'it must be the ids of a user and group that are not root, such as 1000:1000, and own the shared folder',
    );
  return { uid: Number(parts[1]), gid: Number(parts[2]) };
}
