import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { canonicalQuestion, contentWords, digestWords } from '../../../../datasets/fingerprint/content.ts';
import { bandingFor } from '../../../../datasets/near-duplicate/banding.ts';
import { type Added, NearDuplicateIndex } from '../../../../datasets/near-duplicate/near-duplicate-index.ts';
import type { Resemblance } from '../../../../datasets/near-duplicate/resemblance.ts';
import { Outliers } from '../../../../datasets/outlier/outliers.ts';
import { Measuring } from '../../../../datasets/quality/measure.ts';
import { measureOf, measureWords } from '../../../../datasets/quality/measure-words.ts';
import { dirtyTable } from '../../stages/refine/dirty-table.ts';

const THRESHOLD = 0.8;
const BANDING = bandingFor(THRESHOLD);

describe('measures of records', () => {
  const records = dirtyTable(1_500, 9);
  const words: Uint32Array[] = [];
  for (const measure of new Measuring(BANDING).all(records)) words.push(measureWords(measure!));
  const measures = words.map((one) => measureOf(one, BANDING.bands));
  const texts = records.map(({ messages }) => messages[0]!.content);

  it('say how long they are, and what the question and the whole are', () => {
    for (const [n, record] of records.entries()) {
      const question = canonicalQuestion(record);
      assert.equal(words[n]![0], words[n]!.length);
      assert.deepEqual(measures[n]!.question, digestWords(question).slice(0, 4));
      assert.deepEqual(measures[n]!.content, contentWords(question, record).slice(0, 4));
    }
  });

  it('tell openings that others share from those that are their own', () => {
    const kinds = new Set(measures.map(({ opening }) => opening));
    assert.ok(kinds.has('none') && kinds.has('shared'), [...kinds].join());
    const alone = { ...records[0]!, messages: [{ role: 'user' as const, content: '前言\n\n本文' }] };
    const [measure, none] = [...new Measuring(BANDING).all([alone, null])];
    assert.equal(measure!.opening, 'own');
    assert.equal(none, null);
  });

  it('lead to the same near duplicates as the texts', () => {
    const byText = new NearDuplicateIndex({ threshold: THRESHOLD });
    const byMeasure = new NearDuplicateIndex({ threshold: THRESHOLD });
    const found: (Resemblance | Added)[] = [];
    for (const [n, { opening, near }] of measures.entries()) {
      if (opening !== 'none') continue;
      const one = byText.nearestElseAdd(texts[n]!);
      assert.deepEqual(byMeasure.nearestElseAdd(near), one);
      found.push(one);
    }
    assert.ok(found.some((one) => 'jaccard' in one && !one.exact));
  });

  it('lead to the same outliers as the texts', () => {
    const [byText, byMeasure] = [new Outliers(), new Outliers()];
    const plain = [...measures.entries()].filter(([, { opening }]) => opening === 'none');
    for (const [n, { written }] of plain) {
      byText.see(texts[n]!);
      byMeasure.see(texts[n]!, written);
    }
    byText.settle();
    byMeasure.settle();
    let odd = 0;
    for (const [n, { written }] of plain) {
      const oddities = byText.oddities(texts[n]!);
      assert.deepEqual(byMeasure.oddities(texts[n]!, written), oddities);
      if (oddities.length > 0) odd += 1;
    }
    assert.ok(odd > 0);
  });
});
