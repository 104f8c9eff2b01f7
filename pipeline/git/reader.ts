import type { GitSettings } from '../config/git-settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { GitReader, GitReading } from '../contracts/git/snapshot.ts';
import type { GitTrigger } from '../contracts/git-trigger.ts';
import { planOf } from './plan.ts';
import { remoteOf } from './remote.ts';
import { GitSession } from './session.ts';
import { fetchUpload } from './uploads.ts';
import { withWorkspace } from './workspace.ts';

export interface RepositoryOptions {
  readonly settings: GitSettings;
  /** Where repositories lie while they are read. */
  readonly directory: string;
  /** Where git, and ssh, are looked for. */
  readonly path: string;
  /** The value of a secret. Errors: `SECRET_MISSING`, `SECRET_EXPOSED`. */
  reveal(name: string): Promise<string>;
}

/** Reads dataset repositories by git, from the hosts that the settings allow, within their limits of bytes and time. */
export class Repositories implements GitReader {
  readonly #options: RepositoryOptions;

  constructor(options: RepositoryOptions) {
    this.#options = options;
  }

  async tip(source: GitTrigger, signal: AbortSignal): ReturnType<GitReader['tip']> {
    return this.#within(source, signal, (session) => session.tip(source.branch));
  }

  async read<T>(
    source: GitTrigger,
    pipeline: string | null,
    signal: AbortSignal,
    work: (reading: GitReading) => Promise<T>,
  ): Promise<T> {
    return this.#within(source, signal, async (session) => {
      const commit = await session.fetchTip(await session.tip(source.branch));
      const { plan, dataset, test } = await planOf(session, commit, source, pipeline);
      return work({
        plan,
        fetch: async () => ({
          dataset: await fetchUpload(session, dataset, commit.id),
          test: test === null ? null : await fetchUpload(session, test, commit.id),
        }),
      });
    });
  }

  async #within<T>(
    { url, credentials }: GitTrigger,
    signal: AbortSignal,
    work: (session: GitSession) => Promise<T>,
  ): Promise<T> {
    const { settings, directory: parent, path, reveal } = this.#options;
    const remote = await remoteOf(url, settings);
    const seconds = settings.timeoutSeconds;
    const late = new TouchstoneError('GIT_TIMEOUT', { params: { host: remote.host, seconds } });
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(late), seconds * 1000);
    const secret = credentials === null ? null : await reveal(credentials);
    const limits = { bytes: settings.limitBytes, fileBytes: settings.fileLimitBytes };
    try {
      return await withWorkspace({ parent, remote, settings, credentials: secret, path }, (workspace) =>
        work(new GitSession({ workspace, remote, signal: AbortSignal.any([signal, clock.signal]) }, limits)),
      );
    } finally {
      clearTimeout(timer);
    }
  }
}
