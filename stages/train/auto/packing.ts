import type { Choice } from './choice.ts';

/** Steps whose records the trainer sorts by length together, so that batches are of like length (batching.py). */
const STEPS_PER_GROUP = 50;

/** From this share of padding on, what is saved shows; below it rows of several records only look different. */
const WORTH = 0.1;

/** Passes through the model that one row must stand for: each reads all weights, however short its records are. */
const WORTH_PASSES = 2;

/**
 * Whether several records go into one row, each by itself, in place of being filled up to the longest of their batch: where that
 * filling would be 10 % of what is computed, or more, or where two passes of a step would fit into one. The result is the
 * same but for rounding; bench/packing.py measures what is saved.
 */
export function choosePacking(
  tokens: readonly number[],
  { batchSize, accumulation, maxLength }: Shape,
): Choice<boolean> {
  const mean =
    tokens.reduce((sum, count) => sum + Math.min(count, maxLength), 0) / Math.max(1, tokens.length);
  const rows = Math.max(1, Math.ceil((mean * accumulation) / maxLength));
  if (accumulation >= WORTH_PASSES * rows) {
    return {
      value: true,
      reason: {
        'zh-TW': `記錄平均約 ${Math.round(mean)} 個詞元，每步 ${accumulation} 批可接成約 ${rows} 列計算，彼此互不相見，結果相同。`,
        en: `Records have about ${Math.round(mean)} tokens, so the ${accumulation} batches of a step fit into ${rows === 1 ? 'one row' : `${rows} rows`}, each record unseen by the others, with the same result.`,
      },
    };
  }
  const padding = paddingShare(tokens, batchSize, batchSize * accumulation * STEPS_PER_GROUP);
  const percent = Math.round(100 * padding);
  return padding >= WORTH
    ? {
        value: true,
        reason: {
          'zh-TW': `記錄長短不一，補齊成批估計要多算約 ${percent}%；改為多筆接成一列，彼此互不相見，結果相同。`,
          en: `Lengths differ so much that about ${percent} % of what is computed would be padding; several records share a row instead, unseen by one another, with the same result.`,
        },
      }
    : {
        value: false,
        reason: {
          'zh-TW': `長度相近的記錄會排在同一批，補齊估計只占約 ${percent}%，不必合併成列。`,
          en: `Batches hold records of like length: only about ${percent} % of what is computed is padding, so rows of several records would save nothing.`,
        },
      };
}

interface Shape {
  readonly batchSize: number;
  readonly accumulation: number;
  readonly maxLength: number;
}

/** The part of all computed tokens that fills batches up, estimated: the trainer's groups are drawn by chance. */
function paddingShare(tokens: readonly number[], batchSize: number, groupSize: number): number {
  const groups = Math.max(1, Math.ceil(tokens.length / groupSize));
  let computed = 0;
  for (let group = 0; group < groups; group++) {
    const lengths = tokens.filter((_, at) => at % groups === group).sort((a, b) => a - b);
    for (let start = 0; start < lengths.length; start += batchSize) {
      const batch = lengths.slice(start, start + batchSize);
      computed += batch.length * batch.at(-1)!;
    }
  }
  const own = tokens.reduce((sum, count) => sum + count, 0);
  return computed === 0 ? 0 : 1 - own / computed;
}
