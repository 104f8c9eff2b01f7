import type { ProgressKind } from '../../config/command-settings.ts';
import { LiveLines, type Screen } from '../../setup/terminal/live-lines.mjs';
import type { ProgressFact, ProgressLine } from './progress-line.ts';

/** Tells what happens while a command works: ordinary lines, and lines that are drawn again in place. */
export interface Narrator {
  /** Whether lines can be drawn in place. */
  readonly live: boolean;
  readonly columns: number;
  print(line: string): void;
  draw(lines: readonly string[], fact?: ProgressFact): void;
  clear(): void;
}

/** A program that wants the same thing more often would only have to throw it away. */
const FACT_EVERY_MS = 1_000;

/** One JSON object a line. */
export class JsonNarrator implements Narrator {
  readonly live = false;
  readonly columns = 80;
  readonly #screen: Screen;
  readonly #told = new Map<string, number>();

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  write(line: ProgressLine): void {
    this.#screen.write(`${JSON.stringify(line)}\n`);
  }

  print(text: string): void {
    if (text.trim() !== '') this.write({ type: 'message', at: new Date().toISOString(), text: text.trim() });
  }

  draw(_lines: readonly string[], fact?: ProgressFact): void {
    if (fact === undefined || !this.isDue(fact.type === 'upload' ? `upload ${fact.file}` : fact.work)) return;
    this.write({ at: new Date().toISOString(), ...fact });
  }

  clear(): void {}

  /** Whether it is time to tell of something again. */
  isDue(what: string): boolean {
    const now = performance.now();
    const last = this.#told.get(what);
    if (last !== undefined && now - last < FACT_EVERY_MS) return false;
    this.#told.set(what, now);
    return true;
  }
}

/** Says nothing. */
export class SilentNarrator implements Narrator {
  readonly live = false;
  readonly columns = 80;
  print(): void {}
  draw(): void {}
  clear(): void {}
}

/**
 * The narrator that was asked for, on a stream. `auto` draws lines in place where that is a terminal that may be drawn on: not where
 * somebody wants plain output (NO_COLOR, a dumb terminal).
 */
export function narratorFor(
  kind: ProgressKind,
  screen: Screen,
  { NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): Narrator {
  if (kind === 'json') return new JsonNarrator(screen);
  if (kind === 'none') return new SilentNarrator();
  if (kind === 'auto' && !NO_COLOR && TERM !== 'dumb') return new LiveLines(screen);
  return new LiveLines({ write: (text) => screen.write(text), columns: screen.columns });
}
