import { isAbsolute } from 'node:path';
import { SLURM_WORK, type SlurmSettings, type SlurmWork } from '../contracts/slurm.ts';
import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';
import { memoryIn } from './memory-setting.ts';

const SHARED = 'TOUCHSTONE_SLURM_SHARED';
/** Names of accounts, partitions, QoS and reservations; partitions may be several. None begins like an option. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
const NAMES = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}(,[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){0,19}$/;
/** `gpu:1`, `gpu:a100:2,shard:4`. */
const GRES = /^[A-Za-z0-9_]+(:[A-Za-z0-9_.-]+){0,2}(,[A-Za-z0-9_]+(:[A-Za-z0-9_.-]+){0,2}){0,9}$/;
/** Features with Slurm's own operators: `a100&nvlink`, `[rack1|rack2]`. */
const CONSTRAINT = /^[A-Za-z0-9_[(][A-Za-z0-9_.&|*,()[\]-]{0,199}$/;
/** Days-hours:minutes:seconds and its shorter forms. */
const TIME = /^(?:(\d{1,3})-)?(\d{1,4})(?::(\d{1,2}))?(?::(\d{1,2}))?$/;
/** Slurm fills in what stands after a percent sign in names of files, and ends a line at a line break. */
const BAD_IN_PATH = /[%\p{Cc}]/u;
/** A job has to load its model and take some steps before it is warned. */
const SHORTEST_BEFORE_WARNING = 5;

/** The Slurm that the environment names, or null. Errors: `SETTINGS_INVALID`. */
export function readSlurmSettings(read: EnvironmentReader, python: string): SlurmSettings | null {
  if (read.optional(SHARED) === null) return null;
  const warnSeconds = read.integer('TOUCHSTONE_SLURM_WARN', 120, 10, 3600);
  return {
    shared: pathIn(read, SHARED)!,
    work: workIn(read),
    ask: {
      account: nameIn(read, 'TOUCHSTONE_SLURM_ACCOUNT', NAME),
      partition: nameIn(read, 'TOUCHSTONE_SLURM_PARTITION', NAMES),
      qos: nameIn(read, 'TOUCHSTONE_SLURM_QOS', NAME),
      gres: gresIn(read),
      constraint: nameIn(read, 'TOUCHSTONE_SLURM_CONSTRAINT', CONSTRAINT),
      reservation: nameIn(read, 'TOUCHSTONE_SLURM_RESERVATION', NAME),
      cpus: numberIn(read, 'TOUCHSTONE_SLURM_CPUS', 1, 1024),
      time: timeIn(read, warnSeconds),
      memory: memoryIn(read, 'TOUCHSTONE_SLURM_MEMORY'),
    },
    node: {
      python: pathIn(read, 'TOUCHSTONE_SLURM_PYTHON') ?? python,
      setup: pathIn(read, 'TOUCHSTONE_SLURM_SETUP'),
      container: pathIn(read, 'TOUCHSTONE_SLURM_CONTAINER'),
      device: read.pattern('TOUCHSTONE_SLURM_DEVICE', 'auto', /^(auto|cpu|cuda)$/),
    },
    commands: pathIn(read, 'TOUCHSTONE_SLURM_COMMANDS'),
    pollSeconds: read.integer('TOUCHSTONE_SLURM_POLL', 10, 1, 600),
    warnSeconds,
  };
}

function pathIn(read: EnvironmentReader, name: string): string | null {
  const path = read.optional(name);
  if (path === null) return null;
  if (!isAbsolute(path)) throw invalidSetting(name, 'it must be an absolute path: jobs start elsewhere');
  if (BAD_IN_PATH.test(path))
    throw invalidSetting(name, 'it must hold no line break, control character or percent sign');
  return path.replace(/(?<=.)\/+$/, '');
}

function nameIn(read: EnvironmentReader, name: string, pattern: RegExp): string | null {
  const value = read.optional(name);
  if (value !== null && !pattern.test(value))
    throw invalidSetting(name, `${JSON.stringify(value)} does not match ${pattern.source}`);
  return value;
}

/** One graphics processor unless told otherwise; `none` for nodes without. */
function gresIn(read: EnvironmentReader): string | null {
  const name = 'TOUCHSTONE_SLURM_GRES';
  const value = read.pattern(name, 'gpu:1', GRES);
  return value === 'none' ? null : value;
}

function workIn(read: EnvironmentReader): readonly SlurmWork[] {
  const name = 'TOUCHSTONE_SLURM_WORK';
  const named = read.list(name);
  const known = SLURM_WORK.filter((work) => named.includes(work));
  if (known.length !== named.length) throw invalidSetting(name, `it must be of ${SLURM_WORK.join(', ')}`);
  return named.length === 0 ? SLURM_WORK : known;
}

function numberIn(read: EnvironmentReader, name: string, low: number, high: number): number | null {
  return read.optional(name) === null ? null : read.integer(name, low, low, high);
}

/** Minutes, rounded up, by Slurm's rule: of two parts the first are minutes, with days before them hours. */
function timeIn(read: EnvironmentReader, warnSeconds: number): number | null {
  const name = 'TOUCHSTONE_SLURM_TIME';
  const text = read.optional(name);
  if (text === null) return null;
  const parts = TIME.exec(text);
  if (parts === null)
    throw invalidSetting(name, 'it must be as Slurm writes times: 8:00:00, 90 or 1-12:00:00');
  const [, days, ...rest] = parts;
  const [a, b, c] = rest.map((part) => (part === undefined ? null : Number(part)));
  const hours = days !== undefined || c !== null;
  const seconds = hours
    ? Number(days ?? 0) * 86_400 + a! * 3600 + (b ?? 0) * 60 + (c ?? 0)
    : a! * 60 + (b ?? 0);
  const minutes = Math.ceil(seconds / 60);
  const least = Math.ceil(warnSeconds / 60) + SHORTEST_BEFORE_WARNING;
  if (minutes < least)
    throw invalidSetting(
      name,
      `${text} leaves no time to train: a job is warned ${warnSeconds} s before its end, so it must be ${least} minutes or more`,
    );
  return minutes;
}
