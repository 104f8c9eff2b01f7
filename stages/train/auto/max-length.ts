import type { Choice } from './choice.ts';

/** Lengths are multiples of this, so that near lengths share their shapes. */
const GRAIN = 32;
const LEAST = 64;

/** Tokens a record may have: what 99 % of the records need, within what the base can read. */
export function chooseMaxLength(tokensP99: number, contextLength: number): Choice<number> {
  const wanted = Math.max(LEAST, Math.ceil(tokensP99 / GRAIN) * GRAIN);
  const value = Math.min(wanted, contextLength);
  return {
    value,
    reason:
      value === wanted
        ? {
            'zh-TW': `估計 99% 的記錄不超過 ${tokensP99} 個詞元。`,
            en: `99 % of the records are estimated to need at most ${tokensP99} tokens.`,
          }
        : {
            'zh-TW': `原模型最多讀 ${contextLength} 個詞元；估計部分記錄需要 ${tokensP99} 個，較長者會被截短。`,
            en: `The base reads at most ${contextLength} tokens; records are estimated to need up to ${tokensP99}, so long ones are cut.`,
          },
  };
}
