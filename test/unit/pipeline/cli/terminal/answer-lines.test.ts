import assert from 'node:assert/strict';
import { answerLines } from '../../../../../pipeline/cli/terminal/answer-lines.ts';
import { sayIn } from '../../../../../pipeline/cli/texts/speak.ts';
import { widthOf } from '../../../../../pipeline/setup/terminal/width.mjs';
import { answerReport } from '../../../../fixtures/answer-report.ts';

describe('base beside tuned, where answers are written', () => {
  const { evaluation } = answerReport('question_answering');

  it('shows the task’s figures with intervals, what could not be read, and the paired test', () => {
    const text = answerLines(evaluation, sayIn('en'), 'en').join('\n');
    const { base, tuned } = evaluation.systems;
    assert.match(text, /Question answering/);
    for (const value of [base.figures.f1!, tuned.figures.f1!, tuned.figures.exact_match!]) {
      assert.ok(text.includes(value.toFixed(3)), String(value));
    }
    const [low, high] = tuned.intervals.f1!;
    assert.ok(text.includes(`${low.toFixed(3)}–${high.toFixed(3)}`));
    assert.match(text, new RegExp(`unreadable answers +${base.unreadable} +${tuned.unreadable}`));
    assert.match(text, /F1 of the text: paired p +p (<|=) 0\.\d{3}/);
  });

  it('keeps its columns straight in Chinese, and shows nothing where a figure is undefined', () => {
    const lines = answerLines(answerReport('generation').evaluation, sayIn('zh-TW'), 'zh-TW');
    assert.equal(new Set(lines.filter((line) => /[+−]\d/.test(line)).map(widthOf)).size, 1);
    assert.ok(!lines.join('\n').includes('NaN'));
  });

  it('shows whoever else was asked, and what a judge says', () => {
    const { evaluation: all } = answerReport('generation', { production: true, all: true });
    const english = answerLines(all, sayIn('en'), 'en').join('\n');
    assert.match(english, /base with examples +0\.\d{3} +[+−]0\.\d{3} +p/);
    assert.match(english, /Judge qwen3-32b, 100 records: tuned better 52, base better 14/);
    assert.match(english, /production better 20/);
    const chinese = answerLines(all, sayIn('zh-TW'), 'zh-TW').join('\n');
    assert.match(chinese, /端點的模型/);
    assert.match(chinese, /評審 qwen3-32b，100 筆/);
  });
});
