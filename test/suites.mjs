import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../pipeline/setup/places.mjs';
import { VirtualEnvironment } from '../pipeline/setup/virtual-environment.mjs';

/**
 * One thing that `npm test` runs. `counts` reads how many tests passed and failed from the last lines; a suite without
 * it counts as nothing, and only its exit status matters. A suite with `tests` runs once for each of them, as a program
 * of its own with that place in TOUCHSTONE_TESTS, so that they can go side by side.
 * @typedef {object} Suite
 * @property {string} name what `npm test -- <name>` asks for
 * @property {string} title
 * @property {string} program
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {readonly string[]} [tests] files or folders below test/
 * @property {(output: string) => Counts} [counts]
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const TRAINER = join(ROOT, 'stages', 'train', 'trainer');
/** Python that is not the trainer's, held to the same rules. */
const OTHER_PYTHON = [
  join(ROOT, 'pipeline', 'setup', 'python'),
  join(ROOT, 'pipeline', 'executor', 'cluster'),
  join(ROOT, 'jenkins', 'training'),
];
const OTHER_SCRIPTS = OTHER_PYTHON.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name)),
);
const python = process.env.TOUCHSTONE_PYTHON || new VirtualEnvironment('.venv').python;

/** A program of the node modules, as arguments for this Node. */
const modules = (/** @type {string[]} */ ...path) => join(ROOT, 'node_modules', ...path);
const node = process.execPath;
const mocha = modules('mocha', 'bin', 'mocha.js');

const TESTS = join(ROOT, 'test');

/**
 * The test files at a place, in the order of their names.
 * @param {string} place a file or folder below test/
 */
export function testFiles(place) {
  const path = join(TESTS, place);
  if (place.endsWith('.test.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(path, name));
}

/** The unit tests in parts of about the same length; what the list does not name is the last part. */
const UNIT = parts('unit', [['datasets'], ['stages', 'reports']]);

/**
 * Folders below a place, in the parts that are named, and one part of all the rest.
 * @param {string} place
 * @param {string[][]} named
 */
function parts(place, named) {
  const folders = readdirSync(join(TESTS, place));
  const rest = folders.filter((folder) => !named.flat().includes(folder));
  return [rest, ...named].map((part) => part.map((folder) => `${place}/${folder}`).join(':'));
}

/** Integration tests that take minutes; a long one begun last would keep everybody waiting at the end. */
const LONG = ['recovery', 'jenkinsfile', 'jenkins-executor', 'pipeline', 'kubernetes-executor'];

/** @param {string[]} files */
function longestFirst(files) {
  const rank = (/** @type {string} */ file) => {
    const place = LONG.findIndex((name) => file.endsWith(`/${name}.test.ts`));
    return place === -1 ? LONG.length : place;
  };
  return files.sort((a, b) => rank(a) - rank(b));
}

/** In the order in which they run: what is quick and tells most comes first. */
export const SUITES = /** @type {Suite[]} */ ([
  {
    name: 'format',
    title: 'Formatter and linter (TypeScript)',
    program: node,
    args: [modules('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings', '.'],
  },
  {
    name: 'types',
    title: 'Types (TypeScript)',
    program: node,
    args: [modules('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'],
  },
  ...['check', 'format'].map((verb) => ({
    name: 'python-format',
    title: `Python: ruff ${verb}`,
    program: python,
    args: [
      ...['-m', 'ruff', verb, ...(verb === 'format' ? ['--check'] : [])],
      ...['--config', 'pyproject.toml', '.', ...OTHER_PYTHON],
    ],
    cwd: TRAINER,
  })),
  {
    name: 'python-types',
    title: 'Types (Python)',
    program: python,
    args: ['-m', 'mypy', 'touchstone_trainer', ...OTHER_SCRIPTS],
    cwd: TRAINER,
  },
  {
    name: 'unit',
    title: 'Unit tests',
    program: node,
    args: [mocha, 'test/load.mjs'],
    tests: UNIT,
    counts: mochaCounts,
  },
  {
    name: 'pytest',
    title: "The trainer's own tests",
    program: python,
    args: ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'],
    cwd: TRAINER,
    counts: pytestCounts,
  },
  {
    name: 'integration',
    title: 'Integration tests',
    program: node,
    args: [mocha, 'test/load.mjs'],
    tests: longestFirst(testFiles('integration').map((file) => relative(TESTS, file))),
    counts: mochaCounts,
  },
]);

/**
 * @param {string} output
 * @returns {Counts}
 */
export function mochaCounts(output) {
  const count = (/** @type {string} */ word) =>
    Number(new RegExp(`^ *(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('passing'), failed: count('failing'), skipped: count('pending') };
}

/**
 * @param {string} output
 * @returns {Counts}
 */
export function pytestCounts(output) {
  const last = output.split('\n').findLast((line) => / in [\d.]+s/.test(line)) ?? '';
  const count = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(last)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') + count('errors?'), skipped: count('skipped') };
}
