import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { confidentJoint, type Predictions } from '../../../../datasets/label-noise/confident-joint.ts';
import { random } from '../reading.ts';

const CLASSES = 4;

/** Sixty records whose label is the most probable one for about two in three. */
function drawn(): Predictions {
  const next = random(5);
  const probabilities: number[] = [];
  const given: number[] = [];
  for (let n = 0; n < 60; n++) {
    const row = Array.from({ length: CLASSES }, () => next() ** 3 + 0.01);
    const sum = row.reduce((a, b) => a + b);
    given.push(next() < 0.6 ? row.indexOf(Math.max(...row)) : Math.floor(next() * CLASSES));
    probabilities.push(...row.map((value) => value / sum));
  }
  return {
    classes: CLASSES,
    probabilities: Float32Array.from(probabilities),
    classOf: Uint32Array.from(given),
    knows: () => true,
  };
}

describe('confident joint', () => {
  it('gives the candidates that cleanlab gives', () => {
    // cleanlab 2.9.0: find_label_issues(labels, pred_probs, filter_by='confident_learning').
    assert.deepEqual(confidentJoint(drawn()).candidates, [9, 12, 13, 15, 25, 29, 30, 34, 35, 50, 55]);
  });

  it('takes the mean self-confidence of a class as its threshold, and the most probable of several classes', () => {
    const { thresholds, belongs } = confidentJoint({
      classes: 2,
      probabilities: Float32Array.from([0.75, 0.25, 0.25, 0.75, 0.5, 0.5, 0.125, 0.875]),
      classOf: Uint32Array.from([0, 0, 1, 1]),
      knows: () => true,
    });
    assert.deepEqual([...thresholds], [0.5, 0.6875]);
    assert.deepEqual([...belongs], [0, 1, 0, 1]);
  });

  it('says nothing of a class that the model has not seen enough of', () => {
    const drawnBefore = drawn();
    const { thresholds, belongs } = confidentJoint({ ...drawnBefore, knows: (_, label) => label !== 2 });
    assert.equal(thresholds[2], 1);
    assert.ok(!belongs.includes(2));
  });
});
