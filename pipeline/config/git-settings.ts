import { isAbsolute, resolve } from 'node:path';
import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';

/** From where dataset repositories are read, and how much. */
export interface GitSettings {
  /** Hosts of the world, each `host` or `host:port`. */
  readonly hosts: readonly string[];
  /** Hosts of the own network: their names may lead to private addresses, and http is taken. */
  readonly insideHosts: readonly string[];
  /** Directories of this machine below which repositories are read; none where nothing is set. */
  readonly fileRoots: readonly string[];
  /** Keys of ssh servers, in OpenSSH's format; null: no repository is read by ssh. */
  readonly knownHosts: string | null;
  /** Certificates of authorities that https hosts may be certified by, in place of the system's; null: the system's. */
  readonly caFile: string | null;
  /** Bytes that one reading may bring. */
  readonly limitBytes: number;
  /** Bytes of one file. */
  readonly fileLimitBytes: number;
  /** For one reading, from the first look to the last byte. */
  readonly timeoutSeconds: number;
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

/** Errors: `SETTINGS_INVALID`. */
export function readGitSettings(read: EnvironmentReader, fileLimitBytes: number): GitSettings {
  const knownHosts = read.optional('TOUCHSTONE_GIT_KNOWN_HOSTS');
  const caFile = read.optional('TOUCHSTONE_GIT_CA_FILE');
  return {
    hosts: hostsIn(read, 'TOUCHSTONE_GIT_HOSTS'),
    insideHosts: hostsIn(read, 'TOUCHSTONE_GIT_INSIDE_HOSTS'),
    fileRoots: read.list('TOUCHSTONE_GIT_FILE_ROOTS').map(rootOf),
    knownHosts: knownHosts === null ? null : resolve(knownHosts),
    caFile: caFile === null ? null : resolve(caFile),
    limitBytes: read.integer('TOUCHSTONE_GIT_LIMIT', 4 * 1024 ** 3, 1024 * 1024, Number.MAX_SAFE_INTEGER),
    fileLimitBytes,
    timeoutSeconds: read.integer('TOUCHSTONE_GIT_TIMEOUT', 600, 5, 86_400),
  };
}

function hostsIn(read: EnvironmentReader, name: string): string[] {
  return read.list(name).map((written) => {
    const host = written.toLowerCase();
    if (HOST.test(host)) return host;
    throw invalidSetting(
      name,
      `"${written.slice(0, 80)}" is no host such as git.example.org or git.example.org:8443`,
    );
  });
}

function rootOf(root: string): string {
  if (isAbsolute(root) && resolve(root) !== '/') return resolve(root);
  throw invalidSetting(
    'TOUCHSTONE_GIT_FILE_ROOTS',
    `"${root.slice(0, 80)}" is no absolute path below the root directory`,
  );
}
