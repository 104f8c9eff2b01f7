import { estimateTokens } from '../../../datasets/tokens/token-estimate.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import { BASE_LIMITS } from '../../../pipeline/contracts/base-limits.ts';

/** Of bases that are not in the table: as if they spelled finely, which is the dearer way. */
const SMALL = 0;

/** About how many tokens a base makes of a text. */
export function tokensBy(base: Pick<BaseModel, 'id'>): (text: string) => number {
  return (text) => estimateTokens(text, BASE_LIMITS[base.id]?.vocabulary ?? SMALL);
}

/** With a comma for each thousand, as both languages write it. */
export const counted = (count: number): string => count.toLocaleString('en');
