import { realpath } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { GitSettings } from '../config/git-settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** A repository that may be read, as git is told of it. */
export interface Remote {
  /** Normalised, without secrets: what was checked is what git is given. */
  readonly url: string;
  readonly protocol: 'https' | 'http' | 'ssh' | 'file';
  /** As a person would name it; for `file`, nothing that says where. */
  readonly host: string;
  readonly hostname: string;
  readonly port: number;
  /** In the own network: its name may lead to private addresses. */
  readonly inside: boolean;
}

const PORTS = { https: 443, http: 80, ssh: 22 } as const;
const HOSTNAME = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])$/;
const USER = /^[A-Za-z0-9_][\w.-]{0,63}$/;
/** git@host:path/name.git, which is no URL. */
const SCP = /^(?:([^@:/\s]+)@)?([^@:/\s]+|\[[0-9a-f:.]+\]):(?!\/\/)(\S+)$/i;

/**
 * Decides whether a repository may be read from where somebody says that it is. Errors: `GIT_URL_INVALID`,
 * `GIT_PROTOCOL_REFUSED`, `GIT_HOST_REFUSED`, `GIT_PATH_REFUSED`; none repeats the address, which may hold a password.
 */
export async function remoteOf(written: string, settings: GitSettings): Promise<Remote> {
  const url = urlOf(written);
  const protocol = url.protocol.slice(0, -1);
  if (protocol === 'file') return fileRemote(url, settings);
  if (protocol !== 'https' && protocol !== 'http' && protocol !== 'ssh') throw refused(protocol);
  if (url.search !== '' || url.hash !== '') throw invalid('it has a query or a fragment');
  if (url.password !== '' || (protocol !== 'ssh' && url.username !== '')) {
    throw invalid('it holds a user name or a password');
  }
  if (protocol === 'ssh' && url.username !== '' && !USER.test(url.username))
    throw invalid('its user name has characters that no user name has');
  const hostname = url.hostname.toLowerCase();
  if (!HOSTNAME.test(hostname)) throw invalid('its host is no host name');
  if (url.pathname.length < 2 || /[\p{Cc}\s]|%(?:0|1|7f)/iu.test(url.pathname))
    throw invalid('it has no path, or one with control characters');
  const port = url.port === '' ? PORTS[protocol] : Number(url.port);
  const host = port === PORTS[protocol] ? hostname : `${hostname}:${port}`;
  const inside = settings.insideHosts.includes(host);
  if (!inside && !settings.hosts.includes(host))
    throw new TouchstoneError('GIT_HOST_REFUSED', { params: { host } });
  if (protocol === 'http' && !inside) throw refused('http');
  if (protocol === 'ssh' && settings.knownHosts === null)
    throw new TouchstoneError('GIT_HOST_KEY', { params: { host } });
  return { url: url.href, protocol, host, hostname, port, inside };
}

function urlOf(written: string): URL {
  const text = written.trim();
  // `ext::sh -c …` and every other helper that git would start.
  const helper = /^([A-Za-z0-9+.-]*)::/.exec(text);
  if (helper !== null) throw refused(helper[1] || '::');
  if (/[\p{Cc}\\]/u.test(text)) throw invalid('it has control characters or backslashes');
  if (isAbsolute(text)) return pathToFileURL(text);
  const scp = SCP.exec(text);
  if (scp !== null && !text.includes('://')) {
    const [, user, host, path] = scp;
    return parsed(`ssh://${user === undefined ? '' : `${user}@`}${host}/${path!.replace(/^\/+/, '')}`);
  }
  return parsed(text);
}

function parsed(text: string): URL {
  if (!URL.canParse(text)) throw invalid('it is neither a URL nor of the form user@host:path');
  return new URL(text);
}

/** Links are followed first, so that none leads out of the directories that are allowed. */
async function fileRemote(url: URL, { fileRoots }: GitSettings): Promise<Remote> {
  if (fileRoots.length === 0) throw refused('file');
  if (url.host !== '' || url.search !== '' || url.hash !== '') throw invalid('it is no path of this machine');
  const path = await realpath(fileURLToPath(url)).catch(() => null);
  const roots = await Promise.all(fileRoots.map((root) => realpath(root).catch(() => null)));
  const within = roots.some((root) => root !== null && path?.startsWith(`${root}${sep}`));
  if (path === null || !within) throw new TouchstoneError('GIT_PATH_REFUSED');
  const host = 'this machine';
  return {
    ...{ url: pathToFileURL(path).href, protocol: 'file' },
    ...{ host, hostname: '', port: 0, inside: true },
  };
}

function invalid(detail: string): TouchstoneError {
  return new TouchstoneError('GIT_URL_INVALID', { params: { detail }, place: { field: 'url' } });
}

function refused(protocol: string): TouchstoneError {
  return new TouchstoneError('GIT_PROTOCOL_REFUSED', {
    params: { protocol: protocol.slice(0, 40) },
    place: { field: 'url' },
  });
}
