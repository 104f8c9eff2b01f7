// `npm test`: sets everything up, then runs every suite, whatever the ones before said. `npm test -- unit` runs some.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SetupFailure } from '../pipeline/setup/failure.mjs';
import { PURPOSES } from '../pipeline/setup/parts.mjs';
import { ROOT } from '../pipeline/setup/places.mjs';
import { explain, setUp } from '../pipeline/setup/set-up.mjs';
import { duration } from '../pipeline/setup/terminal/figures.mjs';
import { SUITES } from './suites.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {{ suite: Suite, ok: boolean, seconds: number, counts: import('./suites.mjs').Counts | null }} Outcome */

const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
const inCI = process.env.CI === 'true';

/**
 * Runs one suite; what it prints goes by and is read at the end.
 * @param {Suite} suite
 * @param {string} notExercised file that tests add lines to
 * @returns {Promise<Outcome>}
 */
function runSuite(suite, notExercised) {
  say(`\n━━ ${suite.title} ━━`);
  const started = performance.now();
  const env = {
    ...process.env,
    ...suite.env,
    TOUCHSTONE_NOT_EXERCISED: notExercised,
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
  return new Promise((resolve) => {
    const child = spawn(suite.program, suite.args, {
      cwd: suite.cwd ?? ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
    });
    child.stderr.on('data', (chunk) => process.stderr.write(chunk));
    const end = (/** @type {boolean} */ ok) => {
      const seconds = (performance.now() - started) / 1000;
      const counts = suite.counts?.(stripVTControlCharacters(output)) ?? null;
      resolve({ suite, ok, seconds, counts });
    };
    child.once('error', (error) => {
      say(error.message);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
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
    /** @type {Outcome[]} */
    const outcomes = [];
    for (const suite of SUITES) {
      if (interrupt.signal.aborted) return 130;
      if (wanted.length === 0 || wanted.includes(suite.name)) outcomes.push(await runSuite(suite, file));
    }
    return report(outcomes, listNotExercised(file));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * The end of the output: suites, what could not be exercised, and the sum.
 * @param {readonly Outcome[]} outcomes
 * @param {readonly { what: string, install: string }[]} gaps
 */
function report(outcomes, gaps) {
  say('\n━━ Summary ━━');
  for (const { suite, ok, seconds, counts } of outcomes) {
    const tests = counts === null ? '' : ` ${counts.passed} passed, ${counts.failed} failed`;
    const skipped = counts === null || counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
    say(`${ok ? '✓' : '✗'} ${suite.title} (${duration(seconds)})${tests}${skipped}`);
  }
  if (gaps.length > 0) {
    say(`\nNot exercised on this machine${inCI ? ', which CI counts as a failure' : ''}:`);
    for (const { what, install } of gaps) say(`  ${what}\n      ${install}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    outcomes.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);
  // A suite that broke before it could count its tests is a failure all the same.
  const broken = outcomes.filter(({ ok, counts }) => !ok && (counts?.failed ?? 0) === 0).length;
  say(`\n${sum('passed')} passed, ${sum('failed') + broken} failed`);
  return outcomes.every(({ ok }) => ok) && !(inCI && gaps.length > 0) ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { lines, status } = explain(error, 'en');
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = status;
}
