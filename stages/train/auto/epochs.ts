import type { Choice } from './choice.ts';

/** Records that a small adapter has to see, and steps that it has to make, to learn a task's labels and form. */
const ENOUGH_RECORDS = 640;
const ENOUGH_STEPS = 80;

/** More passes than this over a small file teach it by heart. */
const MOST_EPOCHS = 10;

/**
 * Whole passes over the data: as many as come nearest to 640 records seen (80 steps, where a person chose large ones), at
 * least 1 and at most 10.
 * Measured with Gemma 3 270M: on 740 petitions in eight classes one epoch took macro-F1 from 0.16 to 0.80; on 2,000 legal
 * texts one epoch took it from 0.16 to 0.65, and three overfitted.
 */
export function chooseEpochs(records: number, recordsPerStep: number): Choice<number> {
  const enough = Math.max(ENOUGH_RECORDS, ENOUGH_STEPS * recordsPerStep);
  const value = Math.min(MOST_EPOCHS, Math.max(1, Math.round(enough / Math.max(1, records))));
  return {
    value,
    reason:
      value === 1
        ? {
            'zh-TW': `有 ${records} 筆記錄，訓練一輪已足夠；再多容易過度擬合。`,
            en: `One epoch of ${records} records is enough; more would tend to overfit.`,
          }
        : {
            'zh-TW': `只有 ${records} 筆記錄；訓練 ${value} 輪共看 ${value * records} 筆，最接近所需的 ${enough} 筆。`,
            en: `There are only ${records} records; ${value} epochs show ${value * records}, nearest to the ${enough} it takes.`,
          },
  };
}
