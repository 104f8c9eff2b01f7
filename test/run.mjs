// `npm test`: sets everything up, then runs every suite, whatever the ones before said. `npm test -- unit` runs some.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SetupFailure } from '../pipeline/setup/failure.mjs';
import { PURPOSES } from '../pipeline/setup/parts.mjs';
import { explain, setUp } from '../pipeline/setup/set-up.mjs';
import { duration } from '../pipeline/setup/terminal/figures.mjs';
import { inLanes, laneCount, runProgram } from './lanes.mjs';
import { SUITES } from './suites.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {import('./suites.mjs').Counts & { suite: Suite, title: string, ok: boolean, output: string, seconds: number }} Outcome */

const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
const inCI = process.env.CI === 'true';

/**
 * A program of a suite: the whole of it, or one of its places.
 * @typedef {{ suite: Suite, tests: string | null }} Job
 */

/**
 * Runs one program of the tests. Alone it prints as it goes; among others its output comes in one piece when it ends.
 * @param {Job} job
 * @param {string} notExercised file that tests add lines to
 * @param {boolean} alone
 * @returns {Promise<Outcome>}
 */
async function runJob({ suite, tests }, notExercised, alone) {
  const title = tests === null ? suite.title : `${suite.title}: ${tests.replaceAll(':', ', ')}`;
  const env = {
    ...process.env,
    ...(tests === null ? {} : { TOUCHSTONE_TESTS: tests }),
    TOUCHSTONE_NOT_EXERCISED: notExercised,
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
  say(alone ? `\n━━ ${title} ━━` : `… ${title}`);
  const run = await runProgram({ ...suite, env }, alone ? (text) => process.stdout.write(text) : null);
  if (!alone) say(`\n━━ ${title} (${duration(run.seconds)}) ━━\n${run.output}`);
  const counts = suite.counts?.(run.plain) ?? null;
  // A program that broke before it could count its tests is a failure all the same.
  const failed = run.ok ? 0 : Math.max(counts?.failed ?? 0, 1);
  return { suite, title, ...run, passed: counts?.passed ?? 0, failed, skipped: counts?.skipped ?? 0 };
}

/**
 * What tests could not exercise on this machine, each thing once.
 * @param {string} file
 * @returns {{ what: string, install: string }[]}
 */
function listNotExercised(file) {
  const lines = new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
  return Array.from(lines, (line) => JSON.parse(line));
}

/**
 * Sets everything up. Sources that do not compile stop nothing here: the suite that checks types will say so.
 * @param {AbortSignal} signal
 */
async function prepare(signal) {
  const options = /** @type {const} */ ({ screen: process.stdout, language: 'en', signal });
  await setUp(
    PURPOSES.test.filter((part) => part !== 'build'),
    options,
  );
  await setUp(['build'], options).catch((error) => {
    if (!(error instanceof SetupFailure && error.code === 'BUILD_FAILED')) throw error;
    say(explain(error, 'en').lines.join('\n'));
  });
}

/** @param {readonly string[]} wanted */
async function main(wanted) {
  const known = new Set(SUITES.map((suite) => suite.name));
  const unknown = wanted.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    say(`Unknown suite: ${unknown.join(', ')}. There are: ${[...known].join(', ')}.`);
    return 2;
  }
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  await prepare(interrupt.signal);
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  const file = join(directory, 'not-exercised.jsonl');
  writeFileSync(file, '');
  try {
    const suites = SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
    /** @type {Job[]} */
    const jobs = suites.flatMap((suite) => (suite.tests ?? [null]).map((tests) => ({ suite, tests })));
    const lanes = laneCount();
    const outcomes = await inLanes(jobs, lanes, async (job) =>
      interrupt.signal.aborted ? [] : [await runJob(job, file, lanes === 1)],
    );
    return interrupt.signal.aborted ? 130 : report(suites, outcomes.flat(), listNotExercised(file));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * The end of the output: what failed once more, suites, what could not be exercised, and the sum.
 * @param {readonly Suite[]} suites
 * @param {readonly Outcome[]} outcomes
 * @param {readonly { what: string, install: string }[]} gaps
 */
function report(suites, outcomes, gaps) {
  const broken = outcomes.filter(({ ok }) => !ok);
  for (const { title, output } of broken) say(`\n━━ Failed: ${title} ━━\n${ending(output)}`);
  say('\n━━ Summary ━━');
  for (const suite of suites) {
    const own = outcomes.filter((outcome) => outcome.suite === suite);
    const add = (/** @type {'passed' | 'failed' | 'skipped' | 'seconds'} */ key) => total(own, key);
    const tests = suite.counts === undefined ? '' : ` ${add('passed')} passed, ${add('failed')} failed`;
    const skipped = add('skipped') === 0 ? '' : `, ${add('skipped')} skipped`;
    const mark = own.every(({ ok }) => ok) ? '✓' : '✗';
    say(`${mark} ${suite.title} (${duration(add('seconds'))})${tests}${skipped}`);
  }
  if (gaps.length > 0) {
    say(`\nNot exercised on this machine${inCI ? ', which CI counts as a failure' : ''}:`);
    for (const { what, install } of gaps) say(`  ${what}\n      ${install}`);
  }
  say(`\n${total(outcomes, 'passed')} passed, ${total(outcomes, 'failed')} failed`);
  return broken.length === 0 && !(inCI && gaps.length > 0) ? 0 : 1;
}

/**
 * @param {readonly Outcome[]} outcomes
 * @param {'passed' | 'failed' | 'skipped' | 'seconds'} key
 */
const total = (outcomes, key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);

/**
 * The part of a program's output that tells what failed: from its count of failures on, or its last lines.
 * @param {string} output
 */
function ending(output) {
  const lines = output.trimEnd().split('\n');
  const from = lines.findIndex((line) => /^\s*\d+ failing/.test(stripVTControlCharacters(line)));
  return lines.slice(from === -1 ? -60 : from).join('\n');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { lines, status } = explain(error, 'en');
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = status;
}
