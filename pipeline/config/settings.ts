import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { JenkinsSettings } from '../contracts/jenkins.ts';
import type { KubernetesSettings } from '../contracts/kubernetes.ts';
import type { SiteRates } from '../contracts/resources.ts';
import type { SlurmSettings } from '../contracts/slurm.ts';
import { type Environment, EnvironmentReader, invalidSetting } from './environment-reader.ts';
import { type GenerationSettings, readGenerationSettings } from './generation-settings.ts';
import { type GitSettings, readGitSettings } from './git-settings.ts';
import { readJenkinsSettings } from './jenkins-settings.ts';
import { KUBERNETES_IMAGE, KUBERNETES_VARIABLES, readKubernetesSettings } from './kubernetes-settings.ts';
import { isLoopback } from './loopback.ts';
import { type NodesSettings, readNodesSettings } from './nodes-settings.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import { readSiteRates } from './site-rates.ts';
import { readSlurmSettings } from './slurm-settings.ts';
import { readTrainerSettings, type TrainerSettings } from './trainer-settings.ts';

const CORES = availableParallelism();

/** The size that the program takes comes from these alone. Read once, at the start; nothing else reads the environment. */
export interface Settings {
  /** Everything of the embedded default, caches and work directories. */
  readonly home: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** PostgreSQL; null: the embedded PGlite. */
  readonly databaseUrl: string | null;
  /** Redis for the queue; null: the queue lives in the database. */
  readonly redisUrl: string | null;
  /** Prefix of queue names and Redis keys, so that several installations share a server. */
  readonly namespace: string;
  readonly s3: S3Settings | null;
  /** Keys accepted as Bearer tokens; needed as soon as the service listens beyond loopback. */
  readonly apiKeys: readonly { readonly role: 'reader' | 'operator'; readonly key: string }[];
  /** Host headers accepted besides loopback names. */
  readonly allowedHosts: readonly string[];
  readonly uploadLimitBytes: number;
  /** Seals maps of masked personal data: 64 hexadecimal digits; null: a key of the home. */
  readonly maskKey: string | null;
  /** Days after which uploads expire that nobody set a time for; null: never. */
  readonly expireRawAfterDays: number | null;
  /** So long after its start a run that has ended still answers triggers that ask for the same. */
  readonly triggerWindowSeconds: number;
  readonly workers: {
    /** Jobs that are taken at once, by pool. */
    readonly cpu: number;
    readonly model: number;
    /** Threads for the parts that stages divide their work into. */
    readonly threads: number;
  };
  readonly trainer: TrainerSettings;
  /** A catalogue of base models in place of ours; null: ours. */
  readonly catalogue: string | null;
  /** File with the targets that are told of runs and refused triggers (docs/notices.md); null: none. */
  readonly notices: string | null;
  /** Where people reach the service, for links in what is told to the outside; null: there are none. */
  readonly publicUrl: URL | null;
  /** The text model that makes up records; null: none. */
  readonly generation: GenerationSettings | null;
  /** What the site says of energy and its price, for reports. */
  readonly rates: SiteRates;
  /** The Jenkins that jobs are set up and builds are started in; null: none. */
  readonly jenkins: JenkinsSettings | null;
  /** The Slurm cluster that model work is handed to; null: none. */
  readonly slurm: SlurmSettings | null;
  /** The Kubernetes cluster that model work is handed to; null: none. */
  readonly kubernetes: KubernetesSettings | null;
  readonly git: GitSettings;
  readonly nodes: NodesSettings;
}

export interface S3Settings {
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Parses the environment. Errors: `SETTINGS_INVALID` naming the variable, what it holds and what it should. */
export function readSettings(env: Environment): Settings {
  const read = new EnvironmentReader(env);
  const home = resolve(read.text('TOUCHSTONE_HOME', join(PACKAGE_ROOT, '.touchstone')));
  const host = read.text('TOUCHSTONE_HOST', '127.0.0.1');
  const apiKeys = apiKeysIn(read);
  if (!isLoopback(host) && !apiKeys.some((key) => key.role === 'operator')) {
    throw invalidSetting(
      'TOUCHSTONE_API_KEYS',
      `${host} is not loopback, so an operator key is needed ("operator:<key>")`,
    );
  }
  const nodes = readNodesSettings(read);
  const uploadLimitBytes = read.integer(
    'TOUCHSTONE_UPLOAD_LIMIT',
    2 * 1024 ** 3,
    1024,
    Number.MAX_SAFE_INTEGER,
  );
  const trainer = readTrainerSettings(read, env);
  const slurm = readSlurmSettings(read, trainer.python);
  const jenkins = readJenkinsSettings(read);
  const kubernetes = readKubernetesSettings(read);
  refuseSeveralTakers({ nodes, slurm, kubernetes, jenkins });
  return {
    home,
    host,
    port: read.integer('TOUCHSTONE_PORT', 0, 0, 65535),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    namespace: read.pattern('TOUCHSTONE_NAMESPACE', 'touchstone', /^[a-z][a-z0-9_]{0,30}$/),
    s3: s3In(read),
    apiKeys,
    allowedHosts: read.list('TOUCHSTONE_ALLOWED_HOSTS'),
    catalogue: env.TOUCHSTONE_CATALOGUE ? resolve(env.TOUCHSTONE_CATALOGUE) : null,
    uploadLimitBytes,
    maskKey: read.secret(
      'TOUCHSTONE_MASK_KEY',
      /^[0-9a-f]{64}$/,
      '64 hexadecimal digits (openssl rand -hex 32)',
    ),
    expireRawAfterDays: env.TOUCHSTONE_EXPIRE_RAW_AFTER_DAYS
      ? read.integer('TOUCHSTONE_EXPIRE_RAW_AFTER_DAYS', 0, 1, 36_500)
      : null,
    triggerWindowSeconds: read.integer('TOUCHSTONE_TRIGGER_WINDOW', 600, 0, 86_400),
    workers: {
      cpu: read.integer('TOUCHSTONE_CPU_WORKERS', Math.max(4, CORES), 1, 256),
      threads: read.integer('TOUCHSTONE_CPU_WORKERS', CORES, 1, 256),
      // Stages that wait for nodes take nothing of this machine.
      model: read.integer(
        'TOUCHSTONE_MODEL_WORKERS',
        nodes.hands === 'off' ? modelWorkersBeside(slurm ?? kubernetes) : 64,
        1,
        64,
      ),
    },
    generation: readGenerationSettings(read),
    rates: readSiteRates(read),
    jenkins,
    slurm,
    kubernetes,
    nodes,
    notices: env.TOUCHSTONE_NOTICES ? resolve(env.TOUCHSTONE_NOTICES) : null,
    publicUrl: publicUrlIn(read),
    git: readGitSettings(read, uploadLimitBytes),
    trainer,
  };
}

/** Training goes to one place; a cluster may have nodes of one's own beside it. */
function refuseSeveralTakers({
  nodes,
  slurm,
  kubernetes,
  jenkins,
}: Pick<Settings, 'nodes' | 'slurm' | 'kubernetes' | 'jenkins'>): void {
  const byJenkins = (jenkins?.training ?? null) === null ? [] : ['TOUCHSTONE_JENKINS_TRAIN_LABEL'];
  const clusters = [
    ...(slurm === null ? [] : ['TOUCHSTONE_SLURM_SHARED']),
    ...(kubernetes === null ? [] : [KUBERNETES_IMAGE]),
    ...byJenkins,
  ];
  const [taker, other] =
    byJenkins.length > 0 && nodes.hands !== 'off' ? [...clusters, 'TOUCHSTONE_NODES'] : clusters;
  if (taker !== undefined && other !== undefined)
    throw invalidSetting(taker, `${other} is set as well; training goes to one of them`);
}

/** The names that are read here and may be shown; `variables.ts` has all others too. */
export const VARIABLES = [
  'TOUCHSTONE_HOME',
  'TOUCHSTONE_HOST',
  'TOUCHSTONE_PORT',
  'DATABASE_URL',
  'REDIS_URL',
  'TOUCHSTONE_NAMESPACE',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'S3_PREFIX',
  'TOUCHSTONE_ALLOWED_HOSTS',
  'TOUCHSTONE_UPLOAD_LIMIT',
  'TOUCHSTONE_EXPIRE_RAW_AFTER_DAYS',
  'TOUCHSTONE_TRIGGER_WINDOW',
  'TOUCHSTONE_CPU_WORKERS',
  'TOUCHSTONE_MODEL_WORKERS',
  'TOUCHSTONE_CATALOGUE',
  'TOUCHSTONE_NOTICES',
  'TOUCHSTONE_PUBLIC_URL',
  'TOUCHSTONE_PYTHON',
  'TOUCHSTONE_DEVICE',
  'TOUCHSTONE_THREADS',
  'TOUCHSTONE_PROCESSES',
  'TOUCHSTONE_GENERATE_URL',
  'TOUCHSTONE_GENERATE_MODEL',
  'TOUCHSTONE_GENERATE_INSIDE',
  'TOUCHSTONE_GENERATE_CONCURRENCY',
  'TOUCHSTONE_GENERATE_TIMEOUT',
  'TOUCHSTONE_GENERATE_PRICE',
  'TOUCHSTONE_CPU_WATTS',
  'TOUCHSTONE_CURRENCY',
  'TOUCHSTONE_PRICE_KWH',
  'TOUCHSTONE_PRICE_GPU_HOUR',
  'TOUCHSTONE_JENKINS_URL',
  'TOUCHSTONE_JENKINS_USER',
  'TOUCHSTONE_JENKINS_TOKEN_FILE',
  'TOUCHSTONE_JENKINS_FOLDER',
  'TOUCHSTONE_JENKINS_JOB',
  'TOUCHSTONE_JENKINS_CA',
  'TOUCHSTONE_JENKINS_INSIDE',
  'TOUCHSTONE_JENKINS_TIMEOUT',
  'TOUCHSTONE_JENKINS_TRAIN_LABEL',
  'TOUCHSTONE_JENKINS_TRAIN_JOB',
  'TOUCHSTONE_JENKINS_SEND_BASE_MIB',
  'TOUCHSTONE_SLURM_SHARED',
  'TOUCHSTONE_SLURM_WORK',
  'TOUCHSTONE_SLURM_ACCOUNT',
  'TOUCHSTONE_SLURM_PARTITION',
  'TOUCHSTONE_SLURM_QOS',
  'TOUCHSTONE_SLURM_GRES',
  'TOUCHSTONE_SLURM_CONSTRAINT',
  'TOUCHSTONE_SLURM_RESERVATION',
  'TOUCHSTONE_SLURM_CPUS',
  'TOUCHSTONE_SLURM_TIME',
  'TOUCHSTONE_SLURM_MEMORY',
  'TOUCHSTONE_SLURM_PYTHON',
  'TOUCHSTONE_SLURM_SETUP',
  'TOUCHSTONE_SLURM_CONTAINER',
  'TOUCHSTONE_SLURM_DEVICE',
  'TOUCHSTONE_SLURM_COMMANDS',
  'TOUCHSTONE_SLURM_POLL',
  'TOUCHSTONE_SLURM_WARN',
  ...KUBERNETES_VARIABLES,
  'TOUCHSTONE_GIT_HOSTS',
  'TOUCHSTONE_GIT_INSIDE_HOSTS',
  'TOUCHSTONE_GIT_FILE_ROOTS',
  'TOUCHSTONE_GIT_KNOWN_HOSTS',
  'TOUCHSTONE_GIT_CA_FILE',
  'TOUCHSTONE_GIT_LIMIT',
  'TOUCHSTONE_GIT_TIMEOUT',
  'TOUCHSTONE_NODES',
  'TOUCHSTONE_NODE_LABELS',
  'TOUCHSTONE_NODE_GPUS',
  'TOUCHSTONE_NODE_SHARES',
  'TOUCHSTONE_NODE_LEASE',
  'TOUCHSTONE_NODE_LEAST_RUN',
] as const;

/** Whoever only waits for a cluster can wait for several jobs at once; work on this machine is done one after the other. */
function modelWorkersBeside(cluster: SlurmSettings | KubernetesSettings | null): number {
  const work: readonly string[] = cluster?.work ?? [];
  return work.includes('train') && work.includes('predict') ? 8 : 1;
}

function apiKeysIn(read: EnvironmentReader): Settings['apiKeys'] {
  const name = 'TOUCHSTONE_API_KEYS';
  return read.list(name).map((item) => {
    const match = /^(reader|operator):(\S{16,})$/.exec(item);
    if (!match)
      throw invalidSetting(
        name,
        'each entry must be "reader:<key>" or "operator:<key>", keys of 16 characters or more',
      );
    return { role: match[1] as 'reader' | 'operator', key: match[2]! };
  });
}

function publicUrlIn(read: EnvironmentReader): URL | null {
  const name = 'TOUCHSTONE_PUBLIC_URL';
  const text = read.url(name, ['http:', 'https:']);
  if (text === null) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw invalidSetting(name, 'it must have no user name, query or fragment');
  return url;
}

function s3In(read: EnvironmentReader): S3Settings | null {
  const endpoint = read.url('S3_ENDPOINT', ['http:', 'https:']);
  const bucket = read.optional('S3_BUCKET');
  if (!bucket && !endpoint) return null;
  if (!bucket) throw invalidSetting('S3_BUCKET', 'S3_ENDPOINT is set, so a bucket is needed');
  return {
    endpoint,
    bucket,
    region: read.text('S3_REGION', 'us-east-1'),
    prefix: read.pattern('S3_PREFIX', 'touchstone', /^[A-Za-z0-9/_-]{0,200}$/),
    accessKeyId: read.required('S3_ACCESS_KEY_ID', 'S3_BUCKET'),
    secretAccessKey: read.required('S3_SECRET_ACCESS_KEY', 'S3_BUCKET'),
  };
}
