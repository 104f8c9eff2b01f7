import { strict as assert } from 'node:assert';
import { planFrozen } from '../../../../../stages/evaluate/peers/frozen.ts';

const PROMPT = { id: 'p', system: null, user: '{input}' };
const BASE = { id: 'gemma3-270m' };
const texts = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ text: `路燈故障，請派員維修。第 ${i} 件`, label: 'a' }));

describe('a classifier on the untrained base', () => {
  it('answers where the base reads the training records in some minutes, and says how many tokens they are', () => {
    const plan = planFrozen('auto', texts(100), { prompt: PROMPT }, BASE);
    assert.equal(plan.asked, true);
    assert.deepEqual([plan.decision!.field, plan.decision!.value], ['evaluate.frozen', true]);
    assert.match(plan.reason.en, /about 2,\d{3} tokens\.$/);
  });

  it('is left out with its reason where they are too many, unless it is asked for', () => {
    const many = texts(30_000);
    const plan = planFrozen('auto', many, { prompt: PROMPT }, BASE);
    assert.equal(plan.asked, false);
    assert.match(plan.reason.en, /more than the 300,000 that auto spends/);
    assert.match(plan.reason['zh-TW'], /超過自動設定的上限 300,000/);
    assert.deepEqual(planFrozen(true, many, { prompt: PROMPT }, BASE).asked, true);
  });

  it('is left out by the settings, which decide nothing then', () => {
    const plan = planFrozen(false, texts(100), { prompt: PROMPT }, BASE);
    assert.deepEqual([plan.asked, plan.decision], [false, null]);
  });
});
