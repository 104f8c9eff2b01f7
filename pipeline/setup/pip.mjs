import { runCommand } from './command.mjs';
import { failureFrom } from './failure.mjs';
import { byteSize } from './terminal/figures.mjs';

/** @typedef {import('./texts/speak.mjs').Say} Say */

/** Settings of a person's own pip that would send packages elsewhere than into the virtual environment. */
const MISPLACING = [
  'PIP_TARGET',
  'PIP_PREFIX',
  'PIP_ROOT',
  'PIP_USER',
  'PIP_REQUIRE_VIRTUALENV',
  'PIP_DRY_RUN',
  'PYTHONPATH',
  'PYTHONHOME',
  'VIRTUAL_ENV',
];

/** The person's environment for Python: index and proxy settings stay, what would misplace packages goes. */
export function environmentForPython() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !MISPLACING.includes(name)));
}

/**
 * Installs one lock file: exact versions, every file's digest checked, wheels only, so that no package's code runs.
 * `bar` is pip's `--progress-bar`; the pip that Python brings along may be too old for `raw`.
 * `onChange` is called at most once, when pip has fetched everything and begins to change the environment.
 * @param {string} python
 * @param {{ file: string, text: string }} lock
 * @param {{ signal: AbortSignal, report: import('./display.mjs').Report, say: Say, onChange: () => void, version: string, bar?: 'raw' | 'off' }} context
 */
export async function installLock(python, lock, { signal, report, say, onChange, version, bar = 'raw' }) {
  const progress = new PipProgress(namesIn(lock.text).size, say);
  let changing = false;
  const ended = await runCommand(
    python,
    [
      '-I',
      '-m',
      'pip',
      'install',
      '--require-hashes',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--no-input',
      '--disable-pip-version-check',
      '--progress-bar',
      bar,
      '-r',
      lock.file,
    ],
    {
      signal,
      env: environmentForPython(),
      onLine: (line) => {
        const state = progress.read(line);
        if (state) report(state.fraction, state.doing);
        if (progress.installing && !changing) {
          changing = true;
          onChange();
        }
      },
    },
  );
  if (ended.status !== 0) throw failureFrom(ended, { python: version, environment: process.env });
}

/**
 * Names of the packages in a lock file; one with several entries (for several Pythons) counts once.
 * @param {string} lock
 */
export function namesIn(lock) {
  return new Set(Array.from(lock.matchAll(/^([A-Za-z0-9][\w.-]*)==/gm), (match) => match[1]));
}

/** Reads how far pip is from the lines it prints with `--progress-bar raw`. */
export class PipProgress {
  #total;
  #say;
  #seen = 0;
  #name = '';
  /** True once everything is fetched and pip changes the environment. */
  installing = false;

  /**
   * @param {number} total packages in the lock, some of which may not concern this machine
   * @param {Say} say
   */
  constructor(total, say) {
    this.#total = total;
    this.#say = say;
  }

  /**
   * @param {string} line
   * @returns {{ fraction: number | null, doing: string } | null} null for a line that tells nothing new
   */
  read(line) {
    const next = /^(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9][\w.-]*)/.exec(line);
    if (next) {
      this.#seen += 1;
      this.#name = next[1] ?? '';
      return { fraction: this.#fraction(0), doing: this.#say('doing_collect', { name: this.#name }) };
    }
    const bytes = /^Progress (\d+) of (\d+)/.exec(line);
    if (bytes) {
      const [done, total] = [Number(bytes[1]), Number(bytes[2])];
      const fill = { name: this.#name, done: byteSize(done), total: byteSize(total) };
      return {
        fraction: this.#fraction(total > 0 ? done / total : 0),
        doing: this.#say('doing_fetch', fill),
      };
    }
    if (line.startsWith('Installing collected packages')) {
      this.installing = true;
      return { fraction: null, doing: this.#say('doing_install') };
    }
    if (line.includes('Retrying (')) return { fraction: this.#fraction(0), doing: this.#say('doing_retry') };
    return null;
  }

  /** @param {number} ofThis share of the present package that is there */
  #fraction(ofThis) {
    return this.#total === 0 ? 0 : Math.min(1, (Math.max(0, this.#seen - 1) + ofThis) / this.#total);
  }
}
