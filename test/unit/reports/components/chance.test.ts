import assert from 'node:assert/strict';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Comparison } from '../../../../pipeline/contracts/evaluation.ts';
import { Chance } from '../../../../reports/components/chance.tsx';
import { readerOf } from '../../../../reports/reader.ts';

describe('Chance', () => {
  const reader = readerOf('zh-TW', 'zh-TW', []);
  const said = (change: Partial<Comparison>, limit = 0.05) => {
    const comparison: Comparison = {
      candidate: 'tuned',
      reference: 'base',
      accuracy_difference: 0.2,
      macro_f1_difference: 0.21,
      interval: [0.1, 0.3],
      cautious_low: 0.09,
      mcnemar_p: 0.001,
      macro_f1_p: 0.03,
      only_candidate_correct: 50,
      only_reference_correct: 8,
      ...change,
    };
    return render(h(Chance, { comparison, confidence: 0.95, limit, reader }));
  };

  it('calls a difference below the limit more than luck, better or worse by its sign', () => {
    assert.match(said({}), /微調後的模型較好/);
    assert.match(said({ macro_f1_difference: -0.21 }), /微調後的模型較差/);
  });

  it('leaves it open at the limit, which is the gate’s', () => {
    assert.match(said({ macro_f1_p: 0.05 }), /不能排除只是碰巧/);
    assert.match(said({}, 0.01), /不能排除只是碰巧/);
  });

  it('says p in words', () => {
    for (const [p, words] of [
      [0.0009, '不到千分之一'],
      [0.009, '不到百分之一'],
      [0.04, '不到二十分之一'],
      [0.42, '約有 42%'],
    ] as const) {
      assert.match(said({ macro_f1_p: p }), new RegExp(`機會${words}`));
    }
  });

  it('counts the records that changed sides and gives the interval', () => {
    assert.match(said({}), /有 50 筆只有微調後的模型答對，8 筆只有原模型答對/);
    assert.match(said({}), /\+21\.0 個百分點（95% 信賴區間 \+10\.0 到 \+30\.0）/);
  });
});
