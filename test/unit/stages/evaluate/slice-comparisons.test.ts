import assert from 'node:assert/strict';
import type { Judged } from '../../../../stages/evaluate/comparison.ts';
import { countPairs } from '../../../../stages/evaluate/metrics/confusion.ts';
import { readSlices, sliceComparisons } from '../../../../stages/evaluate/slice-comparisons.ts';
import { Random } from '../../../../stages/evaluate/statistics/random.ts';
import { systemMetrics } from '../../../../stages/evaluate/system-metrics.ts';
import { MemoryArtifacts } from '../memory-artifacts.ts';
import { labelled, storeRecords } from '../records.ts';
import { atOnce } from './at-once.ts';

const CONFIG = { draws: 200, confidence: 0.95, seed: 1 };

/** 80 records, half of each class; every second by telephone. */
const truth = Int32Array.from({ length: 80 }, (_, i) => (i < 40 ? 0 : 1));
const channel = Array.from(truth, (_, i) => (i % 2 === 0 ? '電話' : '信件'));

function judged(id: Judged['id'], wrongOn: (at: number) => boolean): Judged {
  const answers = truth.map((label, at) => (wrongOn(at) ? 1 - label : label));
  const bootstrap = { draws: 1, confidence: 0.95, random: Random.of(1, 'x') };
  const metrics = atOnce(systemMetrics(['甲', '乙'], countPairs(2, truth, answers), bootstrap));
  return { id, answers, metrics };
}

describe('tuned against production by parts', () => {
  const artifacts = new MemoryArtifacts();
  after(() => artifacts.close());

  it('finds the part that lost, whatever the whole did', () => {
    const tuned = judged('tuned', (at) => at % 2 === 0 && at % 8 === 0);
    const production = judged('production', (at) => at % 2 === 1 && at % 8 === 1);
    const slices = [{ by: 'channel', values: channel }];
    const [compared] = atOnce(sliceComparisons(slices, tuned, production, truth, CONFIG));
    assert.ok(Math.abs(compared!.confidence - 0.975) < 1e-12);
    assert.deepEqual(
      compared!.parts.map(({ value, n, difference }) => [value, n, difference]),
      [
        ['電話', 40, 0.75 - 1],
        ['信件', 40, 1 - 0.75],
      ],
    );
    const [telephone, letter] = compared!.parts;
    assert.ok(telephone!.interval[1] < 0 && letter!.interval[0] > 0);
    assert.ok(telephone!.cautious_low <= telephone!.interval[0]);
  });

  it('has no parts for a column that nobody has', () => {
    const tuned = judged('tuned', () => false);
    const slices = [{ by: 'nothing', values: channel.map(() => null) }];
    const [compared] = atOnce(sliceComparisons(slices, tuned, tuned, truth, CONFIG));
    assert.deepEqual(compared!.parts, []);
  });

  it('reads columns by name, and length, source and label where no column is called so', async () => {
    const records = [
      { ...labelled('a', '短', '甲'), meta: '{"channel":"電話","year":2025}' },
      { ...labelled('b', '長長長長', '乙'), meta: '{"channel":null,"source":"own"}' },
    ];
    const test = await storeRecords(artifacts, records);
    const names = ['channel', 'year', 'source', 'length', 'label', 'nothing', 'constructor'];
    const slices = await readSlices(artifacts, test, names, ['甲', '乙']);
    assert.deepEqual(
      slices.map(({ values }) => values),
      [
        ['電話', null],
        ['2025', null],
        [null, 'own'],
        ['1–1', '2–4'],
        ['甲', '乙'],
        [null, null],
        [null, null],
      ],
    );
  });
});
