import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { SlurmSettings } from '../contracts/slurm.ts';
import { SlurmCommands } from './commands.ts';

/** What is looked at, in this order. */
export const SLURM_CHECKS = ['commands', 'partition', 'shared', 'local_files'] as const;
export type SlurmCheckName = (typeof SLURM_CHECKS)[number];

export interface SlurmFinding {
  readonly name: SlurmCheckName;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, in facts: a version, a name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Why it is not ok; null too where only something is missing that the facts name. */
  readonly error: TouchstoneError | null;
}

/** The oldest Slurm whose `squeue` knows `--json` as we read it. */
const OLDEST = [21, 8] as const;
/** statfs(2): file systems of memory, which no other machine sees. */
const OF_MEMORY = new Set([0x01021994, 0x858458f6]);

/** Looks at everything that work on Slurm rests on, and leaves nothing behind. Errors: the signal's reason. */
export async function checkSlurm(
  settings: SlurmSettings,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<SlurmFinding[]> {
  const commands = new SlurmCommands(settings, environment);
  const first = await look('commands', signal, () => version(commands, signal));
  return [
    first,
    ...(first.status === 'fail'
      ? []
      : [await look('partition', signal, () => partition(commands, settings, signal))]),
    await look('shared', signal, () => shared(settings.shared)),
    await look('local_files', signal, () => files(settings)),
  ];
}

async function look(
  name: SlurmCheckName,
  signal: AbortSignal,
  work: () => Promise<Omit<SlurmFinding, 'name' | 'error'>>,
): Promise<SlurmFinding> {
  try {
    return { name, error: null, ...(await work()) };
  } catch (error) {
    signal.throwIfAborted();
    return { name, status: 'fail', facts: {}, error: TouchstoneError.from(error) };
  }
}

async function version(commands: SlurmCommands, signal: AbortSignal) {
  const found = await commands.version(signal);
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  // Whether the controller answers, and answers in JSON.
  await commands.queue('touchstone-', signal);
  return { status: enough ? 'ok' : 'fail', facts: { version: found } } as const;
}

async function partition(commands: SlurmCommands, { ask }: SlurmSettings, signal: AbortSignal) {
  const there = await commands.partitions(signal);
  const wanted =
    ask.partition?.split(',') ?? there.filter(({ standard }) => standard).map(({ name }) => name);
  const found = wanted.map((name) => there.find((one) => one.name === name));
  const facts = {
    partition: wanted.join(', ') || '–',
    known: there.map(({ name }) => name).join(', '),
  };
  if (wanted.length === 0 || found.includes(undefined)) return { status: 'fail', facts } as const;
  return { status: found.some((one) => one?.up) ? 'ok' : 'warn', facts } as const;
}

/** Whether the folder takes a file and gives it back. That nodes see it too, only a job can tell. */
async function shared(path: string) {
  const file = join(path, `.touchstone-${randomUUID()}`);
  try {
    await writeFile(file, 'here', { flag: 'wx', mode: 0o600 });
    await readFile(file);
    const { type, bavail, bsize } = await statfs(path);
    const facts = { path, free: String(bavail * bsize) };
    return { status: OF_MEMORY.has(type) ? 'warn' : 'ok', facts } as const;
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new TouchstoneError('SLURM_SHARED', { params: { path, detail }, cause });
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}

/** What the settings name and a node needs, as far as it is seen from here: often it is there on nodes alone. */
async function files({ node: { python, setup, container } }: SlurmSettings) {
  // In a container the interpreter is the image's own.
  const named = [container === null ? python : container, setup].filter((path) => path !== null);
  const missing: string[] = [];
  for (const path of named) await access(path, constants.R_OK).catch(() => missing.push(path));
  return missing.length === 0
    ? ({ status: 'ok', facts: { files: named.join(', ') } } as const)
    : ({ status: 'warn', facts: { files: missing.join(', ') } } as const);
}
