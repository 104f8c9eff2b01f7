import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runCommand } from './command.mjs';
import { failureFrom } from './failure.mjs';
import { ROOT } from './places.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.touchstone-lock');

/** Whether `node_modules/` holds what package-lock.json says. Cheap: one file is hashed. */
export function nodeModulesReady() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digestOfLock();
}

/**
 * Installs the node modules from the lock file, without their install scripts. Modules that someone installed with npm
 * from the same lock file are taken as they are.
 * @param {{ signal: AbortSignal, report: import('./display.mjs').Report, say: import('./texts/speak.mjs').Say }} context
 * @returns {Promise<'done' | 'adopted'>}
 */
export async function installNodeModules({ signal, report, say }) {
  if (sameAsLock(read(LOCK), read(join(MODULES, '.package-lock.json')))) {
    finish();
    return 'adopted';
  }
  const lock = read(LOCK);
  const total = Object.values(lock.packages).filter((entry) => entry.resolved || entry.integrity).length;
  let fetched = 0;
  const [program, ...before] = npmCommand();
  const ended = await runCommand(
    program,
    [
      ...before,
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=http',
    ],
    {
      signal,
      onLine: (line) => {
        if (!/^npm http (fetch|cache).*\.tgz/.test(line)) return;
        fetched += 1;
        report(
          Math.min(1, fetched / total),
          say('doing_packages', { done: Math.min(fetched, total), total }),
        );
      },
    },
  );
  if (ended.status !== 0) throw failureFrom(ended, { environment: process.env });
  finish();
  return 'done';
}

/**
 * Whether what npm installed (its hidden lock file) is what a lock file asks for. Optional packages may be missing: they
 * are builds for other machines.
 * @param {PackageLock} lock
 * @param {PackageLock} installed
 */
export function sameAsLock(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** @typedef {{ version?: string, integrity?: string, resolved?: string, optional?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage> }} PackageLock */

/**
 * @param {string} file
 * @returns {PackageLock}
 */
function read(file) {
  if (!existsSync(file)) return { packages: {} };
  return JSON.parse(readFileSync(file, 'utf8'));
}

function finish() {
  linkCommand();
  writeFileSync(STAMP, digestOfLock());
}

function digestOfLock() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}

/** Makes `npx touchstone` work in the checkout: npm links the commands of dependencies only, not a package's own. */
function linkCommand() {
  const bin = join(MODULES, '.bin');
  mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(join(bin, 'touchstone.cmd'), '@node "%~dp0\\..\\..\\pipeline\\cli\\touchstone.mjs" %*\r\n');
    return;
  }
  const link = join(bin, 'touchstone');
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  symlinkSync(join('..', '..', 'pipeline', 'cli', 'touchstone.mjs'), link);
  chmodSync(join(ROOT, 'pipeline', 'cli', 'touchstone.mjs'), 0o755);
}

/**
 * npm as a program and its first arguments. npm's own script is run by this Node where it can be found, because on
 * Windows the command `npm` is a batch file that only a shell can start.
 * @returns {[string, ...string[]]}
 */
function npmCommand() {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath ?? '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  return script === undefined ? ['npm'] : [process.execPath, script];
}
