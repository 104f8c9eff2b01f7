import type { Choice } from './choice.ts';

/** Lengths are multiples of this, so that near lengths share their shapes. */
const GRAIN = 32;
const LEAST = 64;

/** Records up to this many times as long as nearly all are worth their memory; longer ones are cut. */
const STRETCH = 2;

/**
 * Tokens a record may have: what the longest record needs, but at most twice what 99 % of the records need, within what
 * the base can read.
 */
export function chooseMaxLength(
  tokensP99: number,
  tokensLongest: number,
  contextLength: number,
): Choice<number> {
  const needed = Math.min(tokensLongest, STRETCH * tokensP99);
  const wanted = Math.max(LEAST, Math.ceil(needed / GRAIN) * GRAIN);
  const value = Math.min(wanted, contextLength);
  if (value >= tokensLongest) {
    return {
      value,
      reason: {
        'zh-TW': `估計最長的記錄有 ${tokensLongest} 個詞元，全部都放得下。`,
        en: `The longest record is estimated to need ${tokensLongest} tokens, so all of them fit.`,
      },
    };
  }
  return {
    value,
    reason:
      value === wanted
        ? {
            'zh-TW': `估計 99% 的記錄不超過 ${tokensP99} 個詞元；最長的有 ${tokensLongest} 個，會被截短。`,
            en: `99 % of the records are estimated to need at most ${tokensP99} tokens; the longest needs ${tokensLongest} and is cut.`,
          }
        : {
            'zh-TW': `原模型最多讀 ${contextLength} 個詞元；估計部分記錄需要 ${tokensLongest} 個，較長者會被截短。`,
            en: `The base reads at most ${contextLength} tokens; records are estimated to need up to ${tokensLongest}, so long ones are cut.`,
          },
  };
}
