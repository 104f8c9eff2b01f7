import assert from 'node:assert/strict';
import { RunDisplay } from '../../../../../pipeline/cli/terminal/run-display.ts';
import { sayIn } from '../../../../../pipeline/cli/texts/speak.ts';
import { problemOf, TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { RunEventBody } from '../../../../../pipeline/contracts/events.ts';
import type { Language, StageName } from '../../../../../pipeline/contracts/names.ts';
import { LiveLines } from '../../../../../pipeline/setup/terminal/live-lines.mjs';
import { widthOf } from '../../../../../pipeline/setup/terminal/width.mjs';

/** A display with a clock of the test's own. */
function display(isTTY: boolean, columns = 100, language: Language = 'en') {
  const screen = { isTTY, columns, written: '', write: (text: string) => (screen.written += text) };
  const clock = { now: 0 };
  const shown = new RunDisplay(new LiveLines(screen), sayIn(language), language, () => clock.now);
  let seq = 0;
  const tell = (body: RunEventBody) => shown.show({ runId: 'run_1', seq: ++seq, at: '', body });
  return { screen, clock, shown, tell };
}
const stage = (name: StageName, status: 'running' | 'done' | 'failed', cached = false): RunEventBody => ({
  type: 'stage',
  stage: name,
  status,
  cached,
  seconds: status === 'running' ? null : 12.4,
  attempt: 1,
  error: null,
});
const training: RunEventBody = {
  type: 'progress',
  stage: 'train',
  progress: { percent: 54.6, loss: 0.8123, tokensPerSecond: 331.4, etaSeconds: 112 },
};

describe('a run on the screen', () => {
  it('shows stage, percent, loss, speed and time left in one line on a terminal', () => {
    const { screen, shown, tell, clock } = display(true);
    tell(stage('train', 'running'));
    clock.now = 134_000;
    tell(training);
    const line = screen.written
      .split('\n')
      .at(-2)!
      .replace(/^[\s\S]*2K/, '');
    assert.match(line, /^▸ train +[█▏▎▍▌▋▊▉░]{20} +54 % +ETA 1:52 +loss 0\.812 +331 tok\/s +2:14$/);
    shown.close();
    assert.ok(screen.written.endsWith('\x1b[J'));
  });

  it('leaves out what a narrow terminal has no room for, Chinese counted as two columns', () => {
    const { screen, shown, tell } = display(true, 48, 'zh-TW');
    tell(training);
    const line = screen.written
      .split('\n')
      .at(-2)!
      .replace(/^[\s\S]*2K/, '');
    assert.ok(widthOf(line) < 48, line);
    assert.match(line, /54 %/);
    assert.doesNotMatch(line, /詞元|…/);
    shown.close();
  });

  it('writes plain lines in a log, progress now and then', () => {
    const { screen, shown, tell, clock } = display(false);
    tell(stage('refine', 'done', true));
    tell(stage('train', 'running'));
    for (clock.now = 1_000; clock.now <= 20_000; clock.now += 1_000) tell(training);
    tell(stage('train', 'done'));
    shown.close();
    assert.deepEqual(screen.written.trimEnd().split('\n'), [
      '✓ refine        12 s  from memory',
      '  train      54 %  ETA 1:52  loss 0.812  331 tok/s',
      '  train      54 %  ETA 1:52  loss 0.812  331 tok/s',
      '✓ train         12 s',
    ]);
  });

  it('gives a line of its own, once, to what holds for the whole stage', () => {
    const message = { en: 'Training needs about 2.1 GiB', 'zh-TW': '訓練約需 2.1 GiB 記憶體' };
    const fit: RunEventBody = {
      type: 'progress',
      stage: 'train',
      progress: { percent: 5, message, lasting: true },
    };
    for (const isTTY of [true, false]) {
      const { screen, shown, tell } = display(isTTY, 100, 'zh-TW');
      tell(stage('train', 'running'));
      for (const body of [fit, fit, training]) tell(body);
      shown.close();
      assert.equal(screen.written.split(`${message['zh-TW']}\n`).length, 2, screen.written);
    }
  });

  it('tells of a retry, with what went wrong, and of a failure', () => {
    const { screen, shown, tell } = display(false);
    const error = problemOf(new TouchstoneError('TRAINER_INTERRUPTED'), 'en');
    tell({ type: 'retry', stage: 'train', attempt: 2, waitSeconds: 5, error });
    tell(stage('train', 'failed'));
    shown.close();
    assert.deepEqual(screen.written.trimEnd().split('\n'), [
      'train: The trainer was interrupted; its checkpoint is kept. Trying again in 5 s (attempt 2).',
      '✗ train         12 s  failed',
    ]);
  });

  it('tells a log in which nothing was said for a minute that the stage still works', () => {
    const { screen, shown, tell, clock } = display(false);
    tell(stage('train', 'running'));
    clock.now = 59_000;
    shown.tick();
    assert.equal(screen.written, '');
    clock.now = 75_000;
    shown.tick();
    shown.tick();
    assert.match(screen.written, /^ {2}train +still working, 1:15 so far\n$/);
    shown.close();
  });
});
