import assert from 'node:assert/strict';
import { pairRuns } from '../../../../stages/evaluate/paired-runs.ts';

const CONFIG = { draws: 200, confidence: 0.95, seed: 42 };

async function* lines(answers: readonly string[], truth: readonly string[]) {
  for (const [at, label] of answers.entries()) {
    yield { id: `r${at}`, truth: truth[at], systems: { tuned: { label, probabilities: [] } } };
  }
}

describe('pairRuns', () => {
  const truth = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 'a' : 'b'));
  const wrongFrom = (from: number) => truth.map((label, at) => (at < from ? label : 'c'));
  const pair = (mine: readonly string[], theirs: readonly string[]) =>
    pairRuns(
      { id: 'run_1', lines: lines(mine, truth) },
      { id: 'run_2', lines: lines(theirs, truth) },
      { config: CONFIG, signal: new AbortController().signal },
    );

  it('counts whose answers alone are right, and how likely that is by luck', async () => {
    const found = await pair(wrongFrom(50), wrongFrom(30));
    assert.equal(found.only_run_correct, 20);
    assert.equal(found.only_reference_correct, 0);
    assert.ok(Math.abs(found.accuracy_difference - 20 / 60) < 1e-12);
    // Two-sided exact McNemar of 0 against 20: 2 × 0.5^20.
    assert.ok(Math.abs(found.mcnemar_p - 2 * 0.5 ** 20) < 1e-15);
    assert.ok(found.macro_f1_p < 0.05 && found.interval[0] > 0);
  });

  it('finds no difference between equal answers', async () => {
    const found = await pair(wrongFrom(40), wrongFrom(40));
    assert.deepEqual([found.macro_f1_difference, found.mcnemar_p, found.macro_f1_p], [0, 1, 1]);
  });

  it('refuses answers to other records', async () => {
    await assert.rejects(
      pairRuns(
        { id: 'run_1', lines: lines(['a'], ['a']) },
        { id: 'run_2', lines: lines(['a', 'b'], ['a', 'b']) },
        { config: CONFIG, signal: new AbortController().signal },
      ),
      RangeError,
    );
  });
});
