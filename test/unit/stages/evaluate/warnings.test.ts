import assert from 'node:assert/strict';
import type { EvaluationResult } from '../../../../pipeline/contracts/evaluation.ts';
import { cutWarnings, warningsOf } from '../../../../stages/evaluate/warnings.ts';
import { passedModel } from '../../../fixtures/report-model.ts';

const { evaluation } = passedModel();
const withUnseen = (labels: readonly string[]): EvaluationResult => ({
  ...evaluation,
  unseen_labels: labels.map((label) => ({ label, records: 2 })),
});

describe('warnings of an evaluation', () => {
  it('are none where there is nothing to say', () => assert.deepEqual(warningsOf(evaluation), []));

  it('name the labels that training never saw, a few in full', () => {
    assert.deepEqual(warningsOf(withUnseen(['甲', '乙'])), [
      {
        'zh-TW': '測試記錄中有 4 筆的標籤未出現在訓練資料，不可能答對：「甲」「乙」。',
        en: '4 test record(s) have a label that training never saw, so they cannot be answered right: "甲", "乙".',
      },
    ]);
  });

  it('stay short however many or long the labels are', () => {
    const [only] = warningsOf(withUnseen(Array.from({ length: 300 }, (_, i) => `${i}${'字'.repeat(5000)}`)));
    assert.ok(only!['zh-TW'].length < 300);
    assert.match(only!['zh-TW'], /等 300 種。$/);
    assert.match(only!.en, / and 295 more\.$/);
  });

  it('tell of records that were cut', () => {
    const one = { system: 'tuned' as const, records: 3, max_length: 4096, context_length: 32768 };
    assert.match(
      cutWarnings([one])[0]!['zh-TW'],
      /有 3 筆太長，只讀到第 4096 個詞元.*可讀 32768 個，可用 evaluate\.max_length/,
    );
    assert.match(cutWarnings([{ ...one, context_length: 4096 }])[0]!.en, /which is all that the model reads/);
    // Examples make a prompt longer; what is cut of it says nothing of the model in service.
    assert.deepEqual(
      cutWarnings([
        { ...one, records: 0 },
        { ...one, system: 'few_shot' },
      ]),
      [],
    );
  });
});
