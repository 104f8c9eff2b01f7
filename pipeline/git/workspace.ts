import { appendFile, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitSettings } from '../config/git-settings.ts';
import { addressOf, bracketed } from './dial.ts';
import type { Remote } from './remote.ts';

/** An empty repository without a work tree, made by hand, and how git is to be started in it. */
export interface Workspace {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface WorkspaceOptions {
  /** Where the repository is made. */
  readonly parent: string;
  readonly remote: Remote;
  readonly settings: GitSettings;
  /** A token or `user:token` for https, a private key for ssh; null: none. */
  readonly credentials: string | null;
  readonly path: string;
}

/**
 * Lends a repository that is gone afterwards. Nothing in it was copied from anybody: no template, no hook, no setting of
 * the machine or its users. There is never a work tree, so that neither filters nor links nor odd names can do anything.
 */
export async function withWorkspace<T>(
  options: WorkspaceOptions,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  await mkdir(options.parent, { recursive: true, mode: 0o700 });
  const directory = await mkdtemp(join(options.parent, 'git-'));
  try {
    for (const name of ['objects', 'refs', 'home', 'empty']) await mkdir(join(directory, name));
    const address = options.remote.protocol === 'file' ? null : await addressOf(options.remote);
    await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(join(directory, 'config'), configOf(options, address));
    if (options.remote.protocol === 'ssh') await writeSsh(directory, options, address!);
    return await work({ directory, environment: environmentOf(directory, options) });
  } finally {
    // git may still be dying.
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Makes the empty repository one whose objects are named by SHA-256. */
export async function takeSha256({ directory }: Workspace): Promise<void> {
  await appendFile(join(directory, 'config'), '[extensions]\n\tobjectFormat = sha256\n');
}

function configOf({ remote, settings }: WorkspaceOptions, address: string | null): string {
  const resolve =
    address !== null && remote.protocol.startsWith('http')
      ? [`curloptResolve = ${quoted(`${remote.hostname}:${remote.port}:${bracketed(address)}`)}`]
      : [];
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'core',
      [
        ...['repositoryformatversion = 1', 'bare = true', 'hooksPath = empty', 'attributesFile = /dev/null'],
        ...['symlinks = false', 'protectHFS = true', 'protectNTFS = true', 'fsmonitor = false'],
        ...['logAllRefUpdates = false', 'bigFileThreshold = 1m', 'gitProxy = ""'],
        ...['askPass = false', 'sshCommand = ssh -F ssh_config'],
      ],
    ],
    ['extensions', ['partialClone = origin']],
    [
      'remote "origin"',
      [
        `url = ${quoted(remote.url)}`,
        'promisor = true',
        'partialclonefilter = blob:none',
        'tagOpt = --no-tags',
      ],
    ],
    ['protocol', ['allow = never', 'version = 2']],
    [`protocol "${remote.protocol}"`, ['allow = always']],
    ['transfer', ['fsckObjects = true', 'unpackLimit = 1', 'bundleURI = false', 'credentialsInUrl = die']],
    ['fetch', ['fsckObjects = true', 'negotiationAlgorithm = noop', 'recurseSubmodules = false']],
    ['submodule', ['recurse = false', 'active = :none']],
    ['credential', ['helper = ', 'interactive = false']],
    ['gc', ['auto = 0']],
    ['maintenance', ['auto = false']],
    [
      'http',
      [
        ...[
          'followRedirects = false',
          'sslVerify = true',
          'proxy = ""',
          'saveCookies = false',
          'emptyAuth = false',
        ],
        ...['lowSpeedLimit = 1000', 'lowSpeedTime = 20'],
        ...(settings.caFile === null ? [] : [`sslCAInfo = ${quoted(settings.caFile)}`]),
        ...resolve,
      ],
    ],
  ];
  return sections
    .map(([name, lines]) => `[${name}]\n${lines.map((line) => `\t${line}\n`).join('')}`)
    .join('');
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Only what git needs; credentials for https are here rather than on disk or among the arguments. */
function environmentOf(directory: string, { remote, credentials, path }: WorkspaceOptions) {
  const header =
    credentials !== null && remote.protocol.startsWith('http')
      ? [['http.extraHeader', `Authorization: Basic ${basic(credentials)}`] as const]
      : [];
  const given = header.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return {
    PATH: path,
    HOME: join(directory, 'home'),
    LC_ALL: 'C',
    GIT_DIR: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    GIT_ALLOW_PROTOCOL: remote.protocol,
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    // One object that claims to be larger ends git, not the machine; larger blobs are streamed.
    GIT_ALLOC_LIMIT: '512m',
    GIT_CONFIG_COUNT: String(header.length),
    ...Object.fromEntries(given),
  };
}

/** Forges take any user name beside a token; some kinds of token have one of their own. */
function basic(credentials: string): string {
  const pair = credentials.includes(':') ? credentials : `x-access-token:${credentials}`;
  return Buffer.from(pair, 'utf8').toString('base64');
}

/** ssh goes to the checked address, knows the server by its name, asks nobody, and starts nothing. */
async function writeSsh(
  directory: string,
  { remote, settings, credentials }: WorkspaceOptions,
  address: string,
): Promise<void> {
  const name = remote.hostname.replace(/^\[|\]$/g, '');
  const lines = [
    'Host *',
    `HostName ${address}`,
    `HostKeyAlias ${remote.port === 22 ? name : `[${name}]:${remote.port}`}`,
    ...['BatchMode yes', 'StrictHostKeyChecking yes', 'UserKnownHostsFile known_hosts'],
    ...['GlobalKnownHostsFile /dev/null', 'UpdateHostKeys no', 'IdentitiesOnly yes', 'IdentityAgent none'],
    ...[
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'ForwardAgent no',
      'PermitLocalCommand no',
    ],
    ...['ProxyCommand none', 'ProxyJump none', 'CanonicalizeHostname no', 'ConnectTimeout 30'],
    ...['ServerAliveInterval 15', 'ServerAliveCountMax 2'],
    ...(credentials === null ? [] : ['IdentityFile key']),
  ];
  await writeFile(join(directory, 'ssh_config'), `${lines.join('\n')}\n`, { mode: 0o600 });
  await copyFile(settings.knownHosts!, join(directory, 'known_hosts'));
  if (credentials !== null)
    await writeFile(join(directory, 'key'), `${credentials.trimEnd()}\n`, { mode: 0o600 });
}
