import assert from 'node:assert/strict';
import { comparisonLines } from '../../../../../pipeline/cli/terminal/result-lines.ts';
import { sayIn } from '../../../../../pipeline/cli/texts/speak.ts';
import { widthOf } from '../../../../../pipeline/setup/terminal/width.mjs';
import { passedModel } from '../../../../fixtures/report-model.ts';

describe('base beside tuned', () => {
  const { evaluation } = passedModel();

  it('shows every headline figure with its interval, and the paired test', () => {
    const text = comparisonLines(evaluation, sayIn('en')).join('\n');
    const { base, tuned } = evaluation.systems;
    for (const value of [
      base.accuracy,
      tuned.accuracy,
      tuned.macro_precision,
      tuned.macro_recall,
      tuned.macro_f1,
    ]) {
      assert.ok(text.includes(value.toFixed(3)), String(value));
    }
    const [low, high] = tuned.intervals.macro_f1;
    assert.ok(text.includes(`${low.toFixed(3)}–${high.toFixed(3)}`));
    assert.match(text, /95 % interval/);
    assert.match(text, /p (<|=) 0\.\d{3}/);
    assert.ok(text.includes(`+${(tuned.macro_f1 - base.macro_f1).toFixed(3)}`));
  });

  it('keeps its columns straight in Chinese', () => {
    const lines = comparisonLines(evaluation, sayIn('zh-TW'));
    const widths = new Set(lines.filter((line) => /[+−]\d|變化/.test(line)).map(widthOf));
    assert.equal(widths.size, 1);
  });
});
