import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../pipeline/setup/places.mjs';
import { VirtualEnvironment } from '../pipeline/setup/virtual-environment.mjs';

/**
 * One thing that `npm test` runs. `counts` reads how many tests passed and failed from the last lines; a suite without
 * it counts as nothing, and only its exit status matters.
 * @typedef {object} Suite
 * @property {string} name what `npm test -- <name>` asks for
 * @property {string} title
 * @property {string} program
 * @property {string[]} args
 * @property {string} [cwd]
 * @property {Record<string, string>} [env]
 * @property {(output: string) => Counts} [counts]
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const TRAINER = join(ROOT, 'stages', 'train', 'trainer');
/** Python that is not the trainer's, held to the same rules. */
const OTHER_PYTHON = [
  join(ROOT, 'pipeline', 'setup', 'python'),
  join(ROOT, 'pipeline', 'executor', 'slurm'),
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
    env: { TOUCHSTONE_TESTS: 'unit' },
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
    env: { TOUCHSTONE_TESTS: 'integration' },
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
