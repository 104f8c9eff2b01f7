import { rmSync, statfsSync } from 'node:fs';
import { build, buildReady } from './build.mjs';
import { LOG_FILE } from './command.mjs';
import { Display } from './display.mjs';
import { SetupFailure, SetupInterrupted } from './failure.mjs';
import { findPython } from './find-python.mjs';
import { installNodeModules, nodeModulesReady } from './node-modules.mjs';
import { environmentOf, ORDER, PYTHON_PARTS, SIZES } from './parts.mjs';
import { ROOT, SETUP_DIRECTORY } from './places.mjs';
import { byteSize, duration } from './terminal/figures.mjs';
import { sayIn } from './texts/speak.mjs';
import { takeTurn } from './turn.mjs';
import { VirtualEnvironment } from './virtual-environment.mjs';

/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {import('./parts.mjs').PythonPart} PythonPart */
/** @typedef {import('./display.mjs').Report} Report */
/** @typedef {{ title: string, fetch: number, disk: number, work: (report: Report) => Promise<'done' | 'adopted' | 'notNeeded'> }} Step */

/**
 * The parts that are missing or out of date, in the order in which they are put in place. Takes some milliseconds.
 * @param {readonly Part[]} parts
 * @returns {Part[]}
 */
export function missingParts(parts) {
  return ORDER.filter((part) => parts.includes(part) && !isReady(part));
}

/** @param {Part} part */
export function isReady(part) {
  if (part === 'node') return nodeModulesReady();
  if (part === 'build') return buildReady();
  if (!isOurs(part)) return true;
  return new VirtualEnvironment(environmentOf(part)).has(part);
}

/**
 * With TOUCHSTONE_PYTHON set, somebody else looks after the trainer's packages.
 * @param {PythonPart} part
 */
function isOurs(part) {
  return environmentOf(part) !== '.venv' || !process.env.TOUCHSTONE_PYTHON;
}

/**
 * Puts the parts in place and shows how far it is. Safe to interrupt and to run twice at once. Rejects with SetupFailure
 * or SetupInterrupted, which `explain` turns into words.
 * @param {readonly Part[]} parts
 * @param {{ screen: import('./terminal/live-lines.mjs').Screen, language: import('./terminal/language.mjs').Language, signal: AbortSignal }} options
 */
export async function setUp(parts, { screen, language, signal }) {
  if (missingParts(parts).length === 0) return;
  const say = sayIn(language);
  const display = new Display(screen, say);
  const release = await takeTurn(SETUP_DIRECTORY, {
    signal,
    onWait: (pid) => display.print(say('waiting', { pid })),
  });
  try {
    rmSync(LOG_FILE, { force: true });
    const steps = plan(missingParts(parts), { signal, say, tell: (line) => display.print(line) });
    if (steps.length === 0) {
      // The setup that we waited for did it all.
      display.print(say('allThere', { elapsed: duration(display.elapsed) }));
      return;
    }
    announce(steps, display, say);
    for (const [at, step] of steps.entries()) {
      const shown = { index: at + 1, total: steps.length, title: step.title };
      await display
        .step(shown, step.work, (outcome) => outcome)
        .catch((error) => {
          if (error instanceof SetupFailure) display.print(say('failed', { title: shown.title }));
          throw error;
        });
    }
    display.print(say('finished', { elapsed: duration(display.elapsed) }));
  } finally {
    release();
  }
}

/**
 * @param {readonly Step[]} steps
 * @param {Display} display
 * @param {import('./texts/speak.mjs').Say} say
 */
function announce(steps, display, say) {
  const sum = (/** @type {'fetch' | 'disk'} */ what) => steps.reduce((total, step) => total + step[what], 0);
  const { bavail, bsize } = statfsSync(ROOT);
  // The figures are the most that any machine needs; half of it is certain not to do.
  if (bavail * bsize < sum('disk') / 2) {
    throw new SetupFailure('DISK_SMALL', { free: byteSize(bavail * bsize), needed: byteSize(sum('disk')) });
  }
  const fetch = sum('fetch');
  display.print(
    fetch === 0
      ? say('headingNoFetch', { count: steps.length })
      : say('heading', { count: steps.length, bytes: byteSize(fetch) }),
  );
  for (const step of steps) {
    if (step.fetch > 0) display.print(`  ${step.title} (≤ ${byteSize(step.fetch)})`);
  }
  if (fetch > 0) display.print(say('resume'));
}

/**
 * The steps that put the missing parts in place.
 * @param {readonly Part[]} missing
 * @param {{ signal: AbortSignal, say: import('./texts/speak.mjs').Say, tell: (line: string) => void }} context
 * @returns {Step[]}
 */
function plan(missing, { signal, say, tell }) {
  /** @type {Step[]} */
  const steps = [];
  /** @type {Set<string>} */
  const opened = new Set();
  for (const part of missing) {
    if (part === 'node') {
      steps.push({
        title: say('step_node'),
        ...SIZES.node,
        work: (report) => installNodeModules({ signal, report, say }),
      });
    } else if (part === 'build') {
      steps.push({ title: say('step_build'), ...SIZES.build, work: () => build({ signal }) });
    } else {
      const environment = new VirtualEnvironment(environmentOf(part));
      if (!opened.has(environment.name) && environment.condition !== 'whole') {
        const parts = PYTHON_PARTS.filter(
          (other) => missing.includes(other) && environmentOf(other) === environment.name,
        );
        steps.push(opening(environment, parts, { signal, say, tell }));
      }
      opened.add(environment.name);
      steps.push({
        title: say(`step_${part}`),
        ...SIZES[part],
        work: (report) => environment.install(part, { signal, report, say }),
      });
    }
  }
  return steps;
}

/**
 * The step that makes a virtual environment, or takes over one that is there and fits.
 * @param {VirtualEnvironment} environment
 * @param {readonly PythonPart[]} parts
 * @param {{ signal: AbortSignal, say: import('./texts/speak.mjs').Say, tell: (line: string) => void }} context
 * @returns {Step}
 */
function opening(environment, parts, { signal, say, tell }) {
  return {
    title: say('step_venv', { directory: environment.name }),
    fetch: 2e6,
    disk: 30e6,
    work: async (report) => {
      const context = { signal, report, say };
      if (environment.condition === 'foreign') {
        await environment.adopt(parts, context);
        return 'adopted';
      }
      if (environment.condition === 'half') tell(say('rebuilding', { directory: environment.name }));
      await environment.make(findPython(process.env), context);
      return 'done';
    },
  };
}

/**
 * What a person is told when setup could not end: lines for the screen and the exit status.
 * @param {unknown} error
 * @param {import('./terminal/language.mjs').Language} language
 * @returns {{ lines: string[], status: number }}
 */
export function explain(error, language) {
  const say = sayIn(language);
  if (error instanceof SetupInterrupted) return { lines: ['', say('interrupted')], status: 130 };
  if (!(error instanceof SetupFailure)) throw error;
  const fill = { ...error.fill };
  if (error.code === 'OFFLINE' && fill.proxy !== '')
    fill.proxy = say('OFFLINE_proxy', { proxy: fill.proxy ?? '' });
  if (error.code === 'NO_PYTHON' && fill.found === '') fill.found = say('NO_PYTHON_nothing');
  const log = error.output.length > 0 ? [say('log', { file: LOG_FILE })] : [];
  const output = error.output.map((line) => `  | ${line}`);
  return { lines: ['', ...output, say(error.code, fill), say(error.adviceKey, fill), ...log], status: 1 };
}
