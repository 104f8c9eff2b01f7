import { readFile } from 'node:fs/promises';
import type { GitSettings } from '../config/git-settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { CommitState, CommitStatus, StatusTeller } from '../contracts/git/status.ts';
import type { Forge, GitTrigger } from '../contracts/git-trigger.ts';
import { NoReply } from '../egress/no-reply.ts';
import { post, type Reply } from '../egress/post.ts';
import { type Remote, remoteOf } from './remote.ts';

const TIMEOUT_SECONDS = 30;
const LONGEST_ANSWER = 1024 * 1024;
/** GitHub's limit; the others take more. */
const LONGEST_DESCRIPTION = 140;

interface ForgeApi {
  /** Root of the API at a host. */
  root(origin: string, hostname: string): string;
  /** Where the status of a commit is put, below the root. */
  path(repository: string, commit: string): string;
  body(status: CommitStatus, context: string): unknown;
}

const GITHUB_LIKE = {
  path: (repository: string, commit: string) =>
    `/repos/${repository.split('/').slice(-2).map(encodeURIComponent).join('/')}/statuses/${commit}`,
  body: ({ state, description, link }: CommitStatus, context: string) => ({
    state,
    description,
    context,
    ...(link === null ? {} : { target_url: link }),
  }),
};

const GITLAB_STATES: Readonly<Record<CommitState, string>> = {
  pending: 'running',
  success: 'success',
  failure: 'failed',
  error: 'failed',
};

/**
 * GitHub: docs.github.com/rest/commits/statuses. GitLab: docs.gitlab.com/api/commits, "Set commit pipeline status". Gitea:
 * its own /api/swagger, `repoCreateStatus`. All three take `Authorization: Bearer`.
 */
const APIS: Readonly<Record<Forge, ForgeApi>> = {
  github: {
    ...GITHUB_LIKE,
    root: (origin, hostname) => (hostname === 'github.com' ? 'https://api.github.com' : `${origin}/api/v3`),
  },
  gitea: { ...GITHUB_LIKE, root: (origin) => `${origin}/api/v1` },
  gitlab: {
    root: (origin) => `${origin}/api/v4`,
    path: (repository, commit) => `/projects/${encodeURIComponent(repository)}/statuses/${commit}`,
    body: ({ state, description, link }, context) => ({
      state: GITLAB_STATES[state],
      description,
      name: context,
      ...(link === null ? {} : { target_url: link }),
    }),
  },
};

export interface StatusOptions {
  readonly settings: GitSettings;
  /** The value of a secret. Errors: `SECRET_MISSING`, `SECRET_EXPOSED`. */
  reveal(name: string): Promise<string>;
}

/** Tells forges what came of commits, each at its own API and nowhere else. */
export function statusTeller({ settings, reveal }: StatusOptions): StatusTeller {
  return async (source, status, signal) => {
    const told = source.status;
    if (told === null) return;
    const api = APIS[told.forge];
    const remote = await remoteOf(source.url, settings);
    const root = told.api ?? api.root(originOf(remote), remote.hostname);
    const host = new URL(root).host;
    const failed = (detail: string) =>
      new TouchstoneError('GIT_STATUS_FAILED', {
        params: { host, commit: status.commit.slice(0, 12), detail },
      });
    const inside = allowed(root, remote, settings, told.api !== undefined);
    const short = { ...status, description: shortened(status.description) };
    const url = new URL(root.replace(/\/+$/, '') + api.path(repositoryOf(source), status.commit));
    const ca = settings.caFile === null ? {} : { ca: await readFile(settings.caFile, 'utf8') };
    const reply = await post(url, JSON.stringify(api.body(short, told.context)), {
      ...{ inside, trustsWritten: true, reusesConnections: false, limitBytes: LONGEST_ANSWER },
      ...{ signal, timeoutSeconds: TIMEOUT_SECONDS, ...ca },
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'touchstone',
        authorization: `Bearer ${await reveal(told.token)}`,
      },
    }).catch((error: unknown) => {
      if (error instanceof NoReply) throw failed(error.message);
      throw error;
    });
    if (!isTaken(told.forge, reply)) throw failed(`status ${reply.status}`);
  };
}

/** GitLab says 400 to a status that stands already. */
function isTaken(forge: Forge, { status, body }: Reply): boolean {
  if (status >= 200 && status < 300) return true;
  return forge === 'gitlab' && status === 400 && /Cannot transition status/.test(body);
}

/** A token goes to the repository's own host, or to one that the settings allow. */
function allowed(root: string, remote: Remote, settings: GitSettings, chosen: boolean): boolean {
  const url = new URL(root);
  const host = url.host.toLowerCase();
  const inside = settings.insideHosts.includes(host);
  const known = inside || settings.hosts.includes(host) || (!chosen && url.protocol === 'https:');
  if (!known) throw new TouchstoneError('GIT_HOST_REFUSED', { params: { host } });
  if (url.protocol !== 'https:' && !inside)
    throw new TouchstoneError('GIT_PROTOCOL_REFUSED', { params: { protocol: 'http' } });
  return inside || (!chosen && remote.inside);
}

/** Of an ssh address the web server is taken to be at the same name. */
function originOf({ protocol, hostname, port }: Remote): string {
  if (protocol === 'ssh') return `https://${hostname}`;
  return new URL(`${protocol}://${hostname}:${port}`).origin;
}

function repositoryOf({ url }: GitTrigger): string {
  const path = /^(?:[a-z]+:\/\/[^/]+|[^:/]+:)\/*(.*)$/i.exec(url.trim())?.[1] ?? '';
  return path.replace(/\/+$/, '').replace(/\.git$/, '');
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_DESCRIPTION
    ? text
    : `${letters.slice(0, LONGEST_DESCRIPTION - 1).join('')}…`;
}
