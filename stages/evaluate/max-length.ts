import type { BaseModel } from '../../pipeline/contracts/base.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';

export type LengthSetting = PipelineSpec['evaluate']['max_length'];

/** Tokens beyond which `auto` cuts a test record, so that one monstrous record cannot take all memory. */
const LONGEST_RECORD = 4096;

/** Tokens a record may have here, its answer included, and never more than the base can read: in service nobody cuts at the length that sufficed for training. */
export function maxLengthOf(
  { contextLength }: Pick<BaseModel, 'contextLength'>,
  setting: LengthSetting,
): number {
  return Math.min(setting === 'auto' ? LONGEST_RECORD : setting, contextLength);
}

/** What `max_length` became where it is left to us. */
export function lengthDecisions(setting: LengthSetting, base: Pick<BaseModel, 'contextLength'>): Decision[] {
  if (setting !== 'auto') return [];
  const value = maxLengthOf(base, setting);
  const { contextLength } = base;
  const reason =
    contextLength <= LONGEST_RECORD
      ? {
          'zh-TW': `原模型最多可讀 ${contextLength} 個詞元。`,
          en: `The base reads ${contextLength} tokens at most.`,
        }
      : {
          'zh-TW': `原模型可讀 ${contextLength} 個詞元；為免一筆過長的記錄用盡記憶體，自動設定以 ${LONGEST_RECORD} 為限。`,
          en: `The base reads ${contextLength} tokens; auto stops at ${LONGEST_RECORD}, so that one record cannot take all memory.`,
        };
  return [{ field: 'evaluate.max_length', value, reason }];
}
