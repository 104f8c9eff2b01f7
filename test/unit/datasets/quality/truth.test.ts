import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { TRUTH } from './truth/catalogue.ts';

const POSITIVES = 50;
const NEAR_MISSES = 500;
const BAR = 0.97;
/** Doubts about labels are named where they are more likely right than wrong, so some wrong labels are passed over. */
const RECALL: Readonly<Record<string, number>> = { label_noise: 0.9 };

describe('the quality rules, held against known truth', () => {
  for (const [rule, measure] of Object.entries(TRUTH)) {
    const bar = RECALL[rule] ?? BAR;
    it(`${rule}: recall of ${bar}, precision of ${BAR}, on ${POSITIVES} positives and ${NEAR_MISSES} near misses at least`, async () => {
      const scores = await measure();
      assert.ok(scores.length > 0);
      for (const { of, positives, nearMisses, recall, precision, exact = 1, faults } of scores) {
        assert.ok(positives >= POSITIVES && nearMisses >= NEAR_MISSES, `${of}: ${positives}, ${nearMisses}`);
        const told = `${of}: recall ${recall}, precision ${precision}, exact ${exact}\n${faults.slice(0, 20).join('\n')}`;
        assert.ok(recall >= bar && precision >= BAR && exact >= BAR, told);
      }
    }).timeout(60_000);
  }
});
