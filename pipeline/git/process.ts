import { spawn } from 'node:child_process';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GitPluginError, simpleGit } from 'simple-git';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { failureOf } from './failure.ts';
import type { Remote } from './remote.ts';
import type { Workspace } from './workspace.ts';

/** What a process of git is started with. */
export interface GitCall {
  readonly workspace: Workspace;
  readonly remote: Remote;
  /** Its reason is what the call then ends with. */
  readonly signal: AbortSignal;
}

/** What is read as text at most; simple-git holds all of it. */
const LONGEST_ANSWER = 32 * 1024 * 1024;

/** How long a process that was told to end may take to do so. */
const PATIENCE_MS = 2000;

/** Settings of ours that simple-git would take for somebody else's, since they reach git by the environment. */
const OURS = {
  allowUnsafeConfigPaths: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeAskPass: true,
} as const;

/** Runs git and gives what it wrote; `input` is given to it. `args` are ours; what came from outside stands among them checked, after `--`. */
export async function git(call: GitCall, args: readonly string[], input?: string): Promise<string> {
  const { workspace, remote, signal } = call;
  signal.throwIfAborted();
  const { directory, environment } = workspace;
  const long = new AbortController();
  const ended = AbortSignal.any([signal, long.signal]);
  const client = simpleGit({
    baseDir: directory,
    abort: ended,
    trimmed: false,
    allowEnvironment: Object.keys(environment),
    unsafe: OURS,
    // Whatever the exit status says is an error, with or without words.
    errors: (error, { exitCode, stdErr }) => error ?? (exitCode === 0 ? undefined : Buffer.concat(stdErr)),
    ...(input !== undefined && { input: () => input }),
    completion: { onClose: true, onExit: false },
  }).env(environment);
  let length = 0;
  client.outputHandler((_program, stdout) => {
    stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > LONGEST_ANSWER)
        long.abort(new TouchstoneError('GIT_REPOSITORY_TOO_LARGE', { params: { limit: LONGEST_ANSWER } }));
    });
  });
  try {
    return await orGivenUp(client.raw([...args]), ended);
  } catch (error) {
    signal.throwIfAborted();
    long.signal.throwIfAborted();
    if (error instanceof GitPluginError) throw error;
    throw missing(error) ?? failureOf(error instanceof Error ? error.message : String(error), remote);
  }
}

/**
 * The result, unless the signal aborts and git's children keep what it wrote open for longer than they should: a helper that
 * waits for a silent server ends by itself when the transfer is too slow.
 */
async function orGivenUp<T>(work: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  const givenUp = new Promise<never>((_, reject) => {
    onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), PATIENCE_MS);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Bytes of a blob as they are stored: no filter, no conversion. simple-git would hold them all. */
export function blobStream({ workspace, remote, signal }: GitCall, id: string): Readable {
  const { directory, environment } = workspace;
  const child = spawn('git', ['cat-file', 'blob', id], {
    cwd: directory,
    env: environment,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4096);
  });
  const out = new PassThrough({ highWaterMark: 1024 * 1024 });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(signal.aborted ? signal.reason : (missing(error) ?? error)));
    child.on('close', (status) => (status === 0 ? resolve() : reject(failureOf(words, remote))));
  });
  ended.catch(() => undefined);
  pipeline(
    child.stdout,
    async function* untilWhole(source) {
      yield* source;
      // A file that was cut off must not look whole.
      await ended;
    },
    out,
  ).catch((error: unknown) => {
    child.kill('SIGKILL');
    out.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return out;
}

function missing(error: unknown): TouchstoneError | null {
  const text = error instanceof Error ? error.message : '';
  const code = /\b(ENOENT|EACCES)\b/.exec(text)?.[1];
  return code !== undefined && /spawn/.test(text)
    ? new TouchstoneError('GIT_MISSING', { params: { detail: code } })
    : null;
}
