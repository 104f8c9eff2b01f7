import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DualStep } from '../../../../datasets/linear/dual-step.ts';
import { featuresOf, weigh } from '../../../../datasets/linear/features.ts';
import { GramRows } from '../../../../datasets/linear/gram-rows.ts';
import { inTurns } from '../../../../datasets/linear/in-turns.ts';
import { learn } from '../../../../datasets/linear/learn.ts';
import { shuffle } from '../../../../datasets/linear/shuffle.ts';
import { logSoftmax, scoreRow } from '../../../../datasets/linear/softmax.ts';

const TEXTS = [
  ['路燈不亮，夜間危險', '工務局'],
  ['路燈壞了請修復', '工務局'],
  ['人行道路燈不亮', '工務局'],
  ['老人津貼如何申請', '社會局'],
  ['申請育兒津貼', '社會局'],
  ['津貼申請被退件', '社會局'],
] as const;

/** Learns the texts and gives what the model makes of others: the probability of each class, in the order of first sight. */
async function model(seed = 1): Promise<(text: string) => Float64Array> {
  const labels = [...new Set(TEXTS.map(([, label]) => label))];
  const rows = new GramRows();
  for (const [text] of TEXTS) rows.push(text);
  const features = featuresOf(rows, 10_000);
  const weights = await inTurns(
    learn(
      {
        rows: weigh(rows, features),
        chosen: Uint32Array.from(TEXTS.keys()),
        classOf: Uint32Array.from(TEXTS, ([, label]) => labels.indexOf(label)),
        classes: labels.length,
        features: features.count,
      },
      seed,
    ),
  );
  return (text) => {
    const other = new GramRows();
    other.push(text);
    const scores = new Float64Array(labels.length);
    scoreRow(weights, weigh(other, features), 0, scores);
    logSoftmax(scores);
    return scores.map(Math.exp);
  };
}

describe('linear model', () => {
  it('learns labels from character grams', async () => {
    const probabilities = await model();
    const [lamp, allowance] = [probabilities('路燈又不亮了'), probabilities('我要申請津貼')];
    assert.ok(lamp[0]! > 0.6 && allowance[1]! > 0.6, `${lamp} and ${allowance}`);
    assert.ok(Math.abs(lamp[0]! + lamp[1]! - 1) < 1e-9);
  });

  it('has no opinion on a text that it knows nothing of', async () => {
    const [one, other] = (await model())('zzz');
    assert.ok(Math.abs(one! - other!) < 0.2, `${one} and ${other}`);
  });

  it('is the same for the same examples', async () => {
    assert.deepEqual((await model())('路燈津貼'), (await model())('路燈津貼'));
  });
});

describe('features', () => {
  it('leave out grams of a single text, and the rarest where there are too many', () => {
    const rows = new GramRows();
    for (const text of ['甲乙', '甲丙', '甲丁', '乙戊']) rows.push(text);
    // Two texts or more have 甲 and 乙.
    assert.equal(featuresOf(rows, 100).count, 2);
    assert.equal(featuresOf(rows, 1).count, 1);
    assert.equal(featuresOf(rows, 0).count, 0);
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
