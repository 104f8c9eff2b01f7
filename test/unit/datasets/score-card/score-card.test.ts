import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Measures } from '../../../../datasets/score-card/measures.ts';
import { scoreParts } from '../../../../datasets/score-card/parts.ts';
import { scoreCard } from '../../../../datasets/score-card/score-card.ts';
import { meanSimilarity } from '../../../../datasets/score-card/similarity.ts';
import { SCORE_PART_NAMES, type ScorePart } from '../../../../pipeline/contracts/score-card.ts';
import { refined } from '../quality/refined.ts';
import { random } from '../reading.ts';
import { labelled } from '../records.ts';

const CLEAN: Measures = {
  records: 400,
  incomplete: 0,
  repeated: 0,
  doubtful: 0,
  soiled: 0,
  kept: 400,
  labels: new Map([
    ['甲', 200],
    ['乙', 200],
  ]),
  similarity: 0,
};

function drawn(next: () => number): Measures {
  const whole = (below: number) => Math.floor(next() * below);
  const records = whole(2_000);
  const kept = whole(records + 1);
  const labels = new Map<string, number>();
  for (let left = kept, n = 0; left > 0 && next() < 0.9; n++) {
    const count = 1 + whole(left);
    labels.set(`標籤${n}`, count);
    left -= count;
  }
  const some = () => whole(records + 1);
  return {
    records,
    kept,
    labels,
    incomplete: some(),
    repeated: some(),
    doubtful: some(),
    soiled: some(),
    similarity: next(),
  };
}

describe('score card', () => {
  it('keeps every part and the whole within 0 and 100, and names three things to do at most', () => {
    const next = random(31);
    for (let round = 0; round < 5_000; round++) {
      const measures = drawn(next);
      const { overall, parts, advice } = scoreCard(measures);
      for (const score of [overall, ...Object.values(parts)]) {
        assert.ok(score >= 0 && score <= 100, JSON.stringify(measures));
      }
      assert.ok(advice.length <= 3);
      assert.ok(advice.every(({ points }, n) => points > 0 && points <= (advice[n - 1]?.points ?? 100)));
      const gain = advice.reduce((sum, { points }) => sum + points, 0);
      assert.ok(overall + gain <= 100.3, `${overall} + ${gain}`);
    }
  });

  it('gives all points to a set without fault, and no advice', () => {
    assert.deepEqual(scoreCard(CLEAN), {
      overall: 100,
      parts: Object.fromEntries(SCORE_PART_NAMES.map((part) => [part, 100])),
      advice: [],
    });
  });

  it('lets each part fall with what it measures, and only that part', () => {
    const worse: readonly [ScorePart, (step: number) => Partial<Measures>][] = [
      ['completeness', (step) => ({ incomplete: 40 * step })],
      ['uniqueness', (step) => ({ repeated: 40 * step })],
      ['consistency', (step) => ({ doubtful: 40 * step })],
      ['cleanliness', (step) => ({ soiled: 40 * step })],
      ['diversity', (step) => ({ similarity: step / 10 })],
      [
        'balance',
        (step) => ({
          labels: new Map([
            ['甲', 200 + 14 * step],
            ['乙', 200 - 14 * step],
          ]),
        }),
      ],
      [
        'size',
        (step) => ({
          labels: new Map([
            ['甲', 50 - 5 * step],
            ['乙', 50 - 5 * step],
          ]),
        }),
      ],
    ];
    for (const [part, change] of worse) {
      for (let step = 1; step < 10; step++) {
        const [before, after] = [step - 1, step].map((at) => scoreParts({ ...CLEAN, ...change(at) }));
        assert.ok(after![part] < before![part], `${part} at ${step}`);
        for (const other of SCORE_PART_NAMES.filter((name) => name !== part)) {
          assert.equal(after![other], before![other], `${other} while ${part} falls`);
        }
      }
    }
  });

  it('says by how many points each thing would raise the whole, the most useful first', () => {
    const { overall, advice } = scoreCard({
      ...CLEAN,
      repeated: 40,
      doubtful: 200,
      soiled: 20,
      incomplete: 4,
    });
    assert.deepEqual(
      advice.map(({ part, points }) => [part, points]),
      [
        ['consistency', 7.1],
        ['uniqueness', 1.4],
        ['cleanliness', 0.7],
      ],
    );
    assert.equal(overall, 90.6);
    assert.match(advice[0]!.text.en, /200 records/);
    assert.match(advice[0]!.text['zh-TW'], /200 筆/);
  });

  it('names the labels that want records most', () => {
    const labels = new Map([
      ['多', 90],
      ['少', 10],
      ['中', 45],
    ]);
    const { advice } = scoreCard({ ...CLEAN, labels });
    assert.match(
      advice[0]!.text.en,
      /Collect 45 more records, so that 2 labels have 50 each.*少 \(10\), 中 \(45\)/,
    );
  });

  it('asks for a second label, and for records where there are none', () => {
    assert.equal(scoreParts({ ...CLEAN, labels: new Map([['甲', 400]]) }).balance, 0);
    const none = scoreCard({ ...CLEAN, records: 0, kept: 0, labels: new Map() });
    assert.equal(none.overall, 0);
    assert.deepEqual(
      [scoreParts({ ...CLEAN, labels: new Map(), kept: 250 })].map(({ balance, size }) => [balance, size]),
      [[100, 50]],
    );
  });
});

describe('mean similarity', () => {
  it('is the mean Jaccard similarity of the pieces of all pairs', () => {
    assert.equal(meanSimilarity(['路燈不亮', '路燈不亮']), 1);
    assert.equal(meanSimilarity(['路燈不亮', '申請補助']), 0);
    // 路燈, 燈不, 不亮 and 路燈, 燈不, 不修: two of four.
    assert.equal(meanSimilarity(['路燈不亮', '路燈不修']), 0.5);
    assert.equal(meanSimilarity(['路燈不亮']), 0);
    assert.equal(meanSimilarity(['', '。']), 0);
  });
});

describe('the score card of a dataset', () => {
  it('counts a record once, however many rules find something', async () => {
    const { report } = await refined([
      labelled('a', '<p>請撥打 0912-345-678 與承辦人聯絡，謝謝您的協助。</p>', '工務局'),
      labelled('b', '公園長椅損壞，孩童遊戲時有受傷之虞，請派員更換。', '公園處'),
      labelled('c', '', '公園處'),
      labelled('d', '公園長椅損壞，孩童遊戲時有受傷之虞，請派員更換。', '公園處'),
    ]);
    const { parts } = report.score;
    assert.equal(parts.cleanliness, 75);
    assert.equal(parts.completeness, 75);
    assert.equal(parts.uniqueness, 75);
    assert.equal(parts.consistency, 100);
    assert.equal(parts.balance, 100);
    assert.equal(parts.size, 2);
  });
});
