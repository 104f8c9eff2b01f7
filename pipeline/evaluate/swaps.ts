import { type AskedAnswer, biasFigures } from '../../stages/evaluate/bias/bias-figures.ts';
import { drawSwaps, type Swaps } from '../../stages/evaluate/bias/draw-swaps.ts';
import type { BiasFigures } from '../contracts/bias.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { DatasetRecord } from '../contracts/record.ts';
import { align } from './align.ts';
import { type GoldRecord, readGold } from './gold.ts';
import type { Prediction } from './predictions.ts';

/** What is written down of the truth for somebody else's system to answer: how many, and each as a line of JSON. */
export interface WrittenSwaps extends Pick<Swaps, 'records' | 'found'> {
  readonly lines: readonly string[];
}

/**
 * The records of the truth with names, words of gender and places of origin exchanged, for a system that is not asked by us. The same
 * truth and seed give the same records, so that `swappedBias` knows them again.
 * Errors: those of `readGold`; `EVALUATION_NO_TEXT` where no record says what was asked.
 */
export async function swapsToAnswer(path: string, seed: number, signal: AbortSignal): Promise<WrittenSwaps> {
  const gold = await readGold(path, signal);
  const { records, found, rows, swaps } = await swapsOf(gold, seed);
  const lines = rows.map(({ id, messages }, i) => {
    const { kind, at } = swaps[i]!;
    return `${JSON.stringify({ id, text: messages[0]!.content, kind, of: gold[at]!.id })}\n`;
  });
  return { records, found, lines };
}

/**
 * What the exchange changed in somebody else's answers.
 * @param again answers to the swapped records, by their ids
 * Errors: `EVALUATION_NO_TEXT`; `EVALUATION_RECORDS_DIFFER` where they are not the answers to the truth's swapped records.
 */
export async function swappedBias(
  gold: readonly GoldRecord[],
  original: readonly (Prediction | null)[],
  again: readonly Prediction[],
  options: {
    readonly seed: number;
    readonly confidence: number;
    readonly lenient: boolean;
    readonly noAnswer: string;
  },
): Promise<BiasFigures> {
  const swaps = await swapsOf(gold, options.seed);
  const asked = swaps.rows.map(({ id }, row) => ({ id, line: gold[swaps.swaps[row]!.at]!.line }));
  const { answers } = align(asked, again, { file: 'swapped', lenient: options.lenient });
  const answer = (prediction: Prediction | null): AskedAnswer => ({
    label: prediction?.label ?? options.noAnswer,
    probability: (label) => (prediction?.probabilities ? (prediction.probabilities.get(label) ?? 0) : null),
  });
  const records = gold.map(({ id, label }) => ({ id, truth: label }));
  const { confidence } = options;
  return biasFigures(swaps, records, {
    original: original.map(answer),
    again: answers.map(answer),
    confidence,
  });
}

async function swapsOf(gold: readonly GoldRecord[], seed: number): Promise<Swaps> {
  if (gold.every(({ text }) => text === null)) {
    const [{ id, line }] = gold as [GoldRecord];
    const place = { file: 'gold', field: 'text', ...(line !== null && { line }) };
    throw new TouchstoneError('EVALUATION_NO_TEXT', { params: { id }, place });
  }
  const records = gold.map(
    ({ id, text }): DatasetRecord => ({
      id,
      messages: [{ role: 'user', content: text ?? '' }],
      label: null,
      split: null,
      source: null,
      meta: null,
    }),
  );
  return drawSwaps(() => [records], seed);
}
