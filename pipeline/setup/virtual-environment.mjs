import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { failureFrom, SetupFailure } from './failure.mjs';
import { environmentForPython, installLock } from './pip.mjs';
import { LOCKS_DIRECTORY, ROOT } from './places.mjs';

/** @typedef {import('./parts.mjs').PythonPart} PythonPart */
/** @typedef {{ signal: AbortSignal, report: import('./display.mjs').Report, say: import('./texts/speak.mjs').Say }} Context */

/**
 * What setup knows about a virtual environment that it made; kept inside it.
 * @typedef {object} State
 * @property {string} version of Python
 * @property {string} interpreter real path of the Python that the environment stands on
 * @property {string} site its site-packages directory
 * @property {Partial<Record<PythonPart | 'installer', string>>} locks digest of each lock file that is installed
 * @property {boolean} cuda whether the installed torch asks for the CUDA libraries
 * @property {string[]} pth the `.pth` files that locked packages brought
 * @property {string | null} changing what was about to be changed; the environment is half-made if this is found set
 */

/** What there is on Linux, Windows' Linux included, once a driver for an NVIDIA GPU is loaded. */
const NVIDIA_SIGNS = ['/dev/nvidiactl', '/proc/driver/nvidia/version', '/dev/dxg'];

/**
 * Modules whose import proves that a part works. A CUDA torch cannot be imported before its libraries are there.
 * @param {PythonPart | 'installer'} part
 * @param {boolean} cuda
 */
function proofOf(part, cuda) {
  if (part === 'dev') return ['pytest', 'mypy', 'sklearn'];
  return part === (cuda ? 'cuda' : 'trainer') ? ['torch', 'transformers', 'peft', 'pyarrow'] : [];
}

/** A virtual environment of the checkout, filled from lock files only. */
export class VirtualEnvironment {
  /**
   * @param {string} name directory, relative to `root`
   * @param {string} root the checkout
   */
  constructor(name, root = ROOT) {
    this.name = name;
    this.directory = join(root, name);
    this.stateFile = join(this.directory, 'touchstone.json');
    this.python =
      process.platform === 'win32'
        ? join(this.directory, 'Scripts', 'python.exe')
        : join(this.directory, 'bin', 'python');
  }

  /** @returns {State | null} */
  get state() {
    return existsSync(this.stateFile) ? JSON.parse(readFileSync(this.stateFile, 'utf8')) : null;
  }

  /**
   * `whole`: made to its end, by a Python that is still there. `foreign`: there, but not made by setup.
   * @returns {'whole' | 'half' | 'foreign' | 'absent'}
   */
  get condition() {
    const state = this.state;
    if (state === null)
      return existsSync(this.directory) && readdirSync(this.directory).length > 0 ? 'foreign' : 'absent';
    if (state.changing !== null || !existsSync(this.python)) return 'half';
    return realpathSync(this.python) === state.interpreter ? 'whole' : 'half';
  }

  /**
   * Whether a part is installed as its lock file says. Cheap: no Python is started. Throws UNKNOWN_PTH for a `.pth` file
   * that no locked package brought, since such a file runs code in every Python start.
   * @param {PythonPart} part
   */
  has(part) {
    if (this.condition !== 'whole') return false;
    const state = /** @type {State} */ (this.state);
    const strangers = readdirSync(state.site).filter(
      (file) => file.endsWith('.pth') && !state.pth.includes(file),
    );
    if (strangers.length > 0) {
      throw new SetupFailure('UNKNOWN_PTH', { directory: this.name, files: strangers.join(', ') });
    }
    if (part === 'cuda' && !state.cuda) return state.locks.trainer !== undefined;
    return state.locks[part] === lockOf(part).digest;
  }

  /**
   * Makes the environment: Python's own venv, then the pip of the lock.
   * @param {import('./find-python.mjs').Python} base
   * @param {Context} context
   */
  async make(base, context) {
    rmSync(this.directory, { recursive: true, force: true });
    mkdirSync(this.directory);
    const unfinished = { version: base.version, interpreter: '', site: '', locks: {}, cuda: false, pth: [] };
    this.#write({ ...unfinished, changing: 'venv' });
    await this.#create(base, context.signal);
    await installLock(this.python, lockOf('installer'), {
      ...context,
      version: base.version,
      onChange: () => undefined,
      bar: 'off',
    });
    await this.#record(['installer'], context.signal);
  }

  /**
   * Installs one part, if it is not there and is needed, and proves that it works.
   * @param {PythonPart} part
   * @param {Context} context
   * @returns {Promise<'done' | 'adopted' | 'notNeeded'>}
   */
  async install(part, context) {
    const state = /** @type {State} */ (this.state);
    if (part === 'cuda' && !state.cuda) return 'notNeeded';
    // It may have been there in an environment that was taken over.
    if (this.has(part)) return 'adopted';
    let changed = false;
    const onChange = () => {
      changed = true;
    };
    // Set beforehand, because a killed setup cannot set it any more; taken back if pip got no further than fetching.
    this.#write({ ...state, changing: part });
    try {
      const installing = { ...context, version: state.version, onChange };
      if (part === 'trainer') await this.#preferCpuTorch(installing);
      await installLock(this.python, lockOf(part), installing);
    } catch (error) {
      if (!changed) this.#write(state);
      throw error;
    }
    context.report(null, context.say('doing_check'));
    await this.#record([part], context.signal);
    return 'done';
  }

  /**
   * Takes over an environment that setup did not make, if it holds what the lock files of these parts say.
   * @param {readonly PythonPart[]} parts
   * @param {Context} context
   */
  async adopt(parts, context) {
    if (!existsSync(this.python)) throw this.#foreign('no Python');
    const found = await this.#verify(parts, [], context.signal);
    if (found.wrong.length > 0) throw this.#foreign(found.wrong.slice(0, 3).join(', '));
    await this.#record(parts, context.signal);
  }

  /**
   * torch without CUDA, which saves 3 GB: where there is no NVIDIA GPU, and one of the indexes that the person's pip knows
   * has that build. Everywhere else the trainer's own lock brings torch.
   * @param {Parameters<typeof installLock>[2]} installing
   */
  async #preferCpuTorch(installing) {
    if (process.platform !== 'linux' || NVIDIA_SIGNS.some(existsSync)) return;
    await installLock(this.python, lockOf('torch-cpu'), installing).catch((error) => {
      if (!(error instanceof SetupFailure) || error.code === 'DISK_FULL') throw error;
    });
  }

  /** @param {string} detail */
  #foreign(detail) {
    return new SetupFailure('FOREIGN_VENV', { directory: this.name, detail });
  }

  /**
   * @param {import('./find-python.mjs').Python} base
   * @param {AbortSignal} signal
   */
  async #create(base, signal) {
    const env = environmentForPython();
    const make = [...base.args, '-I', '-m', 'venv'];
    const whole = await runCommand(base.program, [...make, this.directory], { signal, env });
    if (whole.status === 0) return;
    // Debian's python3 has no ensurepip: make the environment without pip, then fetch the pip that the lock names.
    const bare = await runCommand(base.program, [...make, '--without-pip', this.directory], { signal, env });
    if (bare.status !== 0) throw failureFrom(bare, { python: base.version, environment: process.env });
    const script = join(ROOT, 'pipeline', 'setup', 'python', 'bootstrap_pip.py');
    const ended = await runCommand(this.python, ['-I', script, lockOf('installer').file], { signal, env });
    if (ended.status !== 0) throw failureFrom(ended, { python: base.version, environment: process.env });
  }

  /**
   * Checks the parts with Python itself and writes down that they are there.
   * @param {readonly (PythonPart | 'installer')[]} parts
   * @param {AbortSignal} signal
   */
  async #record(parts, signal) {
    const found = await this.#verify(parts, [], signal);
    const strangers = Object.keys(found.pth).filter((file) => !found.pth[file]);
    if (strangers.length > 0) {
      throw new SetupFailure('UNKNOWN_PTH', { directory: this.name, files: strangers.join(', ') });
    }
    if (found.wrong.length > 0)
      throw new SetupFailure('NOT_USABLE', { directory: this.name }, found.wrong.slice(0, 12));
    const imports = parts.flatMap((part) => proofOf(part, found.cuda));
    if (imports.length > 0) await this.#verify([], imports, signal);
    const before = this.state;
    const locks = { ...before?.locks };
    for (const part of parts) locks[part] = lockOf(part).digest;
    this.#write({
      version: before?.version ?? found.version,
      interpreter: realpathSync(this.python),
      site: found.site,
      locks,
      cuda: found.cuda,
      pth: Object.keys(found.pth),
      changing: null,
    });
  }

  /**
   * @param {readonly (PythonPart | 'installer')[]} parts
   * @param {readonly string[]} imports
   * @param {AbortSignal} signal
   * @returns {Promise<{ wrong: string[], pth: Record<string, boolean>, cuda: boolean, site: string, version: string }>}
   */
  async #verify(parts, imports, signal) {
    const script = join(ROOT, 'pipeline', 'setup', 'python', 'verify.py');
    const words = [
      ...imports.flatMap((module) => ['--import', module]),
      ...parts.map((part) => lockOf(part).file),
    ];
    const ended = await runCommand(this.python, ['-I', script, ...words], {
      signal,
      env: environmentForPython(),
    });
    if (ended.status !== 0)
      throw new SetupFailure('NOT_USABLE', { directory: this.name }, ended.output.slice(-12));
    return JSON.parse(ended.output.at(-1) ?? '{}');
  }

  /** @param {State} state */
  #write(state) {
    writeFileSync(`${this.stateFile}.new`, `${JSON.stringify(state, undefined, 2)}\n`);
    renameSync(`${this.stateFile}.new`, this.stateFile);
  }
}

/** @param {PythonPart | 'installer' | 'torch-cpu'} part */
function lockOf(part) {
  const file = join(LOCKS_DIRECTORY, `${part}.txt`);
  const text = readFileSync(file, 'utf8');
  return { file, text, digest: createHash('sha256').update(text).digest('hex') };
}
