import type { RunEvent } from '../../contracts/events.ts';
import type { Cli } from '../context.ts';
import type { Patience } from '../http/patience.ts';
import { JsonRunDisplay } from '../terminal/json-run-display.ts';
import { JsonNarrator } from '../terminal/narrator.ts';
import { RunDisplay } from '../terminal/run-display.ts';

/** Shows a run as it happens, to a person or a program. */
export interface Display {
  show(event: RunEvent): void;
  close(): void;
}

/** The display that was asked for, and the patience with a service that goes away, which the display tells of. */
export function displayOf(cli: Cli): { readonly display: Display; readonly patience: Patience } {
  const display =
    cli.lines instanceof JsonNarrator
      ? new JsonRunDisplay(cli.lines)
      : new RunDisplay(cli.lines, cli.say, cli.language);
  const onLost = () => display.lost(cli.patience.patienceMs / 1000);
  return { display, patience: { ...cli.patience, onLost } };
}
