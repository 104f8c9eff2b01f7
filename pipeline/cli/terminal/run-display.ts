import type { RunEvent, RunEventBody } from '../../contracts/events.ts';
import type { Language, Localized, StageName } from '../../contracts/names.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import { bar, duration } from '../../setup/terminal/figures.mjs';
import { pad, widthOf } from '../../setup/terminal/width.mjs';
import type { Say } from '../texts/speak.ts';
import type { Narrator } from './narrator.ts';
import { printable } from './printable.ts';

/** In a log a stage that takes longer than this says how far it is, and then at most so often. */
const PLAIN_FIRST_MS = 2_000;
const PLAIN_EVERY_MS = 15_000;
/** A log in which nothing was said for so long is told that the stage still works: some CI systems end a silent build. */
const SILENT_MS = 60_000;
const BAR_COLUMNS = 20;

/** A run as it happens: on a terminal one line that moves, in a log a line now and then. */
export class RunDisplay {
  readonly #lines: Narrator;
  readonly #say: Say;
  readonly #language: Language;
  readonly #clock: () => number;
  readonly #tick: NodeJS.Timeout;
  #lastSaid: number;
  #lasting = '';
  #current: {
    stage: StageName;
    since: number;
    progress: StageProgress | null;
    saidAt: number | null;
  } | null = null;

  constructor(lines: Narrator, say: Say, language: Language, clock: () => number = () => performance.now()) {
    this.#lines = lines;
    this.#say = say;
    this.#language = language;
    this.#clock = clock;
    // Keeps the time moving in stages that report nothing.
    this.#tick = setInterval(() => this.tick(), lines.live ? 500 : SILENT_MS / 4).unref();
    this.#lastSaid = clock();
  }

  /** Shows one event. */
  show({ body }: RunEvent): void {
    if (body.type === 'stage') this.#stage(body);
    else if (body.type === 'progress') this.#progress(body.stage, body.progress);
    else if (body.type === 'retry') this.#retry(body);
    else if (body.status !== 'running') this.#current = null;
    this.#draw();
  }

  /** Time passes. */
  tick(): void {
    const { live } = this.#lines;
    if (live) this.#draw();
    else if (this.#current !== null && this.#clock() - this.#lastSaid >= SILENT_MS) {
      const { stage, since } = this.#current;
      const time = duration((this.#clock() - since) / 1000);
      this.print(`  ${this.#name(stage)} ${this.#say('stillWorking', { time })}`);
    }
  }

  /** An ordinary line above the moving one. */
  print(line: string): void {
    this.#lastSaid = this.#clock();
    this.#lines.print(line);
  }

  /** The connection is lost, and the service waited for. */
  lost(seconds: number): void {
    this.print(this.#say('lostConnection', { seconds }));
  }

  /** Takes the moving line away. */
  close(): void {
    clearInterval(this.#tick);
    this.#current = null;
    this.#lines.clear();
  }

  #stage({ stage, status, cached, seconds }: Extract<RunEventBody, { type: 'stage' }>): void {
    const now = this.#clock();
    if (status === 'running') {
      this.#current = { stage, since: now, progress: null, saidAt: null };
      return;
    }
    if (status === 'pending') return;
    this.#current = null;
    const mark = { done: '✓', failed: '✗', cancelled: '–' }[status];
    const remark = {
      done: cached ? this.#say('fromMemory') : '',
      failed: this.#say('failedStage'),
      cancelled: this.#say('cancelledStage'),
    }[status];
    const time = seconds === null ? '' : duration(seconds);
    this.print(`${mark} ${this.#name(stage)} ${pad(time, 8, 'right')}  ${remark}`.trimEnd());
  }

  #progress(stage: StageName, progress: StageProgress): void {
    const now = this.#clock();
    // A follower that came late may hear of progress before it heard of the stage's beginning.
    if (this.#current?.stage !== stage) this.#current = { stage, since: now, progress: null, saidAt: null };
    this.#current.progress = progress;
    if (progress.lasting === true && progress.message !== undefined) this.#keep(stage, progress.message);
    const { since, saidAt } = this.#current;
    const due = saidAt === null ? since + PLAIN_FIRST_MS : saidAt + PLAIN_EVERY_MS;
    if (this.#lines.live || now < due) return;
    this.#current.saidAt = now;
    this.print(`  ${this.#name(stage)} ${this.#figures(progress).join('  ')}`);
  }

  /** A line of its own for what figures would soon replace. */
  #keep(stage: StageName, message: Localized): void {
    const line = `  ${this.#name(stage)} ${printable(message[this.#language])}`;
    if (line !== this.#lasting) this.print(line);
    this.#lasting = line;
  }

  #retry({ stage, attempt, waitSeconds, error }: Extract<RunEventBody, { type: 'retry' }>): void {
    this.print(
      this.#say('retrying', {
        stage: this.#say(`stage_${stage}`),
        detail: printable(error.detail),
        seconds: Math.round(waitSeconds),
        attempt,
      }),
    );
  }

  #draw(): void {
    if (this.#current === null) {
      this.#lines.draw([]);
      return;
    }
    const { stage, since, progress } = this.#current;
    const elapsed = duration((this.#clock() - since) / 1000);
    const figures = progress === null ? [] : this.#figures(progress);
    const picture = bar((progress?.percent ?? 0) / 100, BAR_COLUMNS);
    this.#lines.draw([this.#joined([`▸ ${this.#name(stage)}`, picture, ...figures, elapsed])]);
  }

  /** As many parts, from the left, as the terminal has room for. */
  #joined(parts: readonly string[]): string {
    let line = '';
    for (const part of parts) {
      const longer = line === '' ? part : `${line}  ${part}`;
      if (widthOf(longer) >= this.#lines.columns) break;
      line = longer;
    }
    return line;
  }

  /** What a stage says of its progress, the most wanted first. */
  #figures(progress: StageProgress): string[] {
    const { percent, etaSeconds, loss, tokensPerSecond, recordsPerSecond, message } = progress;
    const say = this.#say;
    return [
      `${Math.floor(percent)} %`.padStart(5),
      etaSeconds === undefined ? '' : say('eta', { time: duration(etaSeconds) }),
      loss === undefined ? '' : say('loss', { loss: loss.toFixed(3) }),
      tokensPerSecond === undefined ? '' : say('tokens', { rate: Math.round(tokensPerSecond) }),
      recordsPerSecond === undefined ? '' : say('records', { rate: Math.round(recordsPerSecond) }),
      message === undefined ? '' : printable(message[this.#language]),
    ].filter((part) => part !== '');
  }

  #name(stage: StageName): string {
    return pad(this.#say(`stage_${stage}`), 9);
  }
}
