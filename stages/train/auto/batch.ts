import type { Choice } from './choice.ts';

/** Records an optimiser step is tuned for; learning rate and epochs assume it. Small steps are many steps to average. */
const RECORDS_PER_STEP = 4;

/** Records that go through the model together. */
export function chooseBatchSize(): Choice<number> {
  return {
    value: RECORDS_PER_STEP,
    reason: {
      'zh-TW': '每批 4 筆：步數多，平均後的權重較穩，記憶體也不大。',
      en: 'Batches of 4 make many steps, whose averaged weights are steady, in little memory.',
    },
  };
}

/** Batches that make one step: as many as bring the step to four records. */
export function chooseAccumulation(batchSize: number): Choice<number> {
  const value = Math.max(1, Math.round(RECORDS_PER_STEP / batchSize));
  return {
    value,
    reason:
      value === 1
        ? {
            'zh-TW': `每批 ${batchSize} 筆已足夠，不必累積。`,
            en: `Batches of ${batchSize} need no accumulation.`,
          }
        : {
            'zh-TW': `每批 ${batchSize} 筆，累積 ${value} 批，使每步約有 ${RECORDS_PER_STEP} 筆。`,
            en: `Batches of ${batchSize}, accumulated ${value} times, make steps of about ${RECORDS_PER_STEP} records.`,
          },
  };
}
