import { spawnSync } from 'node:child_process';
import { SetupFailure } from './failure.mjs';

/** @typedef {{ program: string, args: string[], version: string, executable: string }} Python */

/** Minor versions of Python 3 that every locked package has a build for. */
export const OLDEST_MINOR = 10;
export const NEWEST_MINOR = 14;

const QUESTION = `import json, platform, struct, sys, sysconfig
print(json.dumps({
  "version": list(sys.version_info[:3]), "executable": sys.executable, "implementation": platform.python_implementation(),
  "bits": struct.calcsize("P") * 8, "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))`;

/**
 * @typedef {object} Answer
 * @property {[number, number, number]} version
 * @property {string} executable
 * @property {string} implementation
 * @property {number} bits
 * @property {boolean} free_threaded
 */

/**
 * The first Python that will do. TOUCHSTONE_SETUP_PYTHON names the only candidate when it is set.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Python}
 */
export function findPython(environment) {
  /** @type {string[]} */
  const refused = [];
  for (const [program, ...args] of candidates(environment)) {
    const answer = ask(program, args);
    if (answer === null) continue;
    const fault = faultOf(answer);
    const version = answer.version.join('.');
    if (fault === null) return { program, args, version, executable: answer.executable };
    refused.push(`${[program, ...args].join(' ')}: ${fault}`);
  }
  throw new SetupFailure('NO_PYTHON', { found: refused.join('; ') });
}

/**
 * Why a Python will not do, or null.
 * @param {Answer} answer
 */
export function faultOf({ version: [major, minor, patch], implementation, bits, free_threaded }) {
  if (major !== 3 || minor < OLDEST_MINOR || minor > NEWEST_MINOR) return `${major}.${minor}.${patch}`;
  if (implementation !== 'CPython') return implementation;
  if (bits !== 64) return `${bits} bit`;
  return free_threaded ? 'free-threaded' : null;
}

/**
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {[string, ...string[]][]}
 */
function candidates(environment) {
  const named = environment.TOUCHSTONE_SETUP_PYTHON;
  if (named) return [[named]];
  /** @type {[string, ...string[]][]} */
  const list = [['python3']];
  for (let minor = NEWEST_MINOR; minor >= OLDEST_MINOR; minor--) list.push([`python3.${minor}`]);
  list.push(['python']);
  if (process.platform === 'win32') list.push(['py', '-3']);
  return list;
}

/**
 * What a Python says about itself; null where there is none, or only a wrapper that cannot find its own.
 * @param {string} program
 * @param {string[]} args
 * @returns {Answer | null}
 */
function ask(program, args) {
  const { status, stdout } = spawnSync(program, [...args, '-I', '-c', QUESTION], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  if (status !== 0) return null;
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}
