import { basename, resolve } from 'node:path';
import { type BiasFigures, SWAP_KINDS } from '../../contracts/bias.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { saveFile } from '../review/save-file.ts';
import { printable } from '../terminal/printable.ts';
import type { Say } from '../texts/speak.ts';
import { DRAWING } from './drawing.ts';

/** What `--write-swaps` wrote, for programs and as lines. */
export interface SwapsWritten {
  readonly result: object;
  readonly lines: readonly string[];
}

/** Writes the records of the bias view for another system to answer. Errors: `CLI_OUTPUT_EXISTS` and those of `swapsToAnswer`. */
export async function writeSwaps(cli: Cli, gold: string, to: string): Promise<SwapsWritten> {
  const { swapsToAnswer } = await import('../../evaluate/swaps.ts');
  const { records, found, lines } = await swapsToAnswer(gold, DRAWING.seed, cli.interrupt).catch(
    (error: unknown) => {
      throw TouchstoneError.from(error).inFile({ gold: basename(gold) });
    },
  );
  const path = resolve(to);
  async function* content() {
    yield* lines;
  }
  await saveFile(path, content());
  const counts = { path, records, found, written: lines.length };
  const told =
    lines.length === 0
      ? cli.say('swaps_none', { records, path: printable(path) })
      : cli.say('swaps_written', { n: lines.length, path: printable(path) });
  return { result: { swaps: counts }, lines: [told] };
}

/** How often each exchange changed the answer. */
export function biasLines(bias: BiasFigures | null, say: Say): string[] {
  if (bias === null) return [];
  const percent = (share: number) => (100 * share).toFixed(1);
  return SWAP_KINDS.flatMap((kind) => {
    const { n, changed, interval } = bias.kinds.find((one) => one.kind === kind)!;
    if (interval === null) return [];
    const [low, high] = interval;
    return [say(`swaps_${kind}`, { n, changed, low: percent(low), high: percent(high) })];
  });
}
