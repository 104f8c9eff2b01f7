import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LinearTrainer } from '../../../../datasets/linear/classifier.ts';
import { DualStep } from '../../../../datasets/linear/dual-step.ts';
import { inTurns } from '../../../../datasets/linear/in-turns.ts';
import { shuffle } from '../../../../datasets/linear/shuffle.ts';

const TEXTS = [
  ['路燈不亮，夜間危險', '工務局'],
  ['路燈壞了請修復', '工務局'],
  ['人行道路燈不亮', '工務局'],
  ['老人津貼如何申請', '社會局'],
  ['申請育兒津貼', '社會局'],
  ['津貼申請被退件', '社會局'],
] as const;

async function model(seed = 1) {
  const trainer = new LinearTrainer();
  for (const [text, label] of TEXTS) trainer.add(text, label);
  return inTurns(trainer.train(seed));
}

describe('linear classifier', () => {
  it('learns labels from character grams', async () => {
    const classifier = await model();
    assert.deepEqual(classifier.labels, ['工務局', '社會局']);
    assert.equal(classifier.predict('路燈又不亮了').label, '工務局');
    assert.equal(classifier.predict('我要申請津貼').label, '社會局');
    const probabilities = classifier.probabilities('路燈');
    assert.ok(Math.abs(probabilities.reduce((a, b) => a + b) - 1) < 1e-9);
  });

  it('has no opinion on a text that it knows nothing of', async () => {
    const [one, other] = (await model()).probabilities('zzz');
    assert.ok(Math.abs(one! - other!) < 0.2, `${one} and ${other}`);
  });

  it('is the same for the same examples', async () => {
    const [one, other] = [await model(), await model()];
    assert.deepEqual(one.probabilities('路燈津貼'), other.probabilities('路燈津貼'));
  });

  it('refuses to learn from nothing', () => {
    assert.throws(() => new LinearTrainer().train().next(), RangeError);
  });
});

describe('dual step', () => {
  it('fulfils the condition for the best distribution', () => {
    const step = new DualStep(3);
    const p = [0.7, 0.2, 0.1];
    const q = Float32Array.from([0, 1, 0]);
    const c = 2;
    step.solve(Float64Array.from(p, Math.log), q, 0, c);
    const constants = p.map(
      (pk, k) => Math.log(step.found[k]!) + c * step.found[k]! - Math.log(pk) - c * q[k]!,
    );
    for (const constant of constants) assert.ok(Math.abs(constant - constants[0]!) < 0.01, String(constants));
    assert.ok(Math.abs(step.found.reduce((a, b) => a + b) - 1) < 1e-9);
  });
});

describe('shuffle', () => {
  it('is a permutation that follows from the seed', () => {
    const drawn = (seed: number) => {
      const numbers = Uint32Array.from({ length: 50 }, (_, n) => n);
      shuffle(numbers, seed);
      return numbers;
    };
    assert.deepEqual(drawn(1), drawn(1));
    assert.notDeepEqual(drawn(1), drawn(2));
    assert.deepEqual(
      drawn(1).sort(),
      Uint32Array.from({ length: 50 }, (_, n) => n),
    );
  });
});
