import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { SharedOpenings } from '../../../../datasets/fingerprint/shared-openings.ts';
import { LabelNoise } from '../../../../datasets/label-noise/label-noise.ts';
import { inTurns } from '../../../../datasets/linear/in-turns.ts';
import { PACKAGE_ROOT } from '../../../../pipeline/config/package-root.ts';
import { refined } from '../quality/refined.ts';
import { random, read } from '../reading.ts';
import { labelled } from '../records.ts';
import { apart, exchanged, type Row } from './truth-set.ts';

let petitions: Row[];

async function noiseIn(rows: readonly Row[]) {
  const noise = new LabelNoise();
  for (const { id, text, label } of rows) noise.add(id, text, label);
  return inTurns(noise.find());
}

describe('label noise', () => {
  before(async () => {
    const { records } = await read(readFileSync(join(PACKAGE_ROOT, 'datasets', 'sample', 'petitions.jsonl')));
    const asked = records.filter(({ label }) => label !== null && label !== '');
    const openings = new SharedOpenings();
    for (const record of asked) openings.see(record);
    petitions = asked.map((record) => ({ id: record.id, text: openings.gist(record), label: record.label! }));
  });

  it('finds a good part of exchanged labels in texts that are hard to tell, and names few others', async () => {
    let [named, right, all] = [0, 0, 0];
    for (const seed of [1, 2, 3]) {
      const { rows, wrong } = exchanged(petitions, 0.1, seed);
      const { suspects } = await noiseIn(rows);
      named += suspects.length;
      right += suspects.filter(({ record }) => wrong.has(record)).length;
      all += wrong.size;
    }
    assert.ok(right / all > 0.3, `recall ${right / all}`);
    assert.ok(right / named > 0.7, `precision ${right / named}`);
  }).timeout(60_000);

  it('finds nearly all of them where the classes are apart, and nothing in clean labels', async () => {
    const rows = apart(600);
    assert.deepEqual((await noiseIn(rows)).suspects, []);
    const { rows: noisy, wrong } = exchanged(rows, 0.05, 4);
    const { suspects, share, unjudged } = await noiseIn(noisy);
    assert.equal(unjudged, null);
    assert.ok(suspects.length >= 0.9 * wrong.size, `${suspects.length} of ${wrong.size}`);
    assert.ok(suspects.filter(({ record }) => !wrong.has(record)).length <= 2);
    assert.ok(Math.abs(share! - wrong.size / 600) < 0.02);
    assert.deepEqual(
      suspects.map(({ score }) => score),
      suspects.map(({ score }) => score).sort((a, b) => a - b),
    );
    for (const { given, suggested } of suspects) assert.notEqual(given, suggested);
  }).timeout(30_000);

  it('gives the same list whatever the order of the file', async () => {
    const { rows } = exchanged(apart(200), 0.1, 9);
    const idsOf = async (given: readonly Row[]) =>
      new Set((await noiseIn(given)).suspects.map(({ record }) => record));
    assert.deepEqual(await idsOf(rows), await idsOf([...rows].reverse()));
  });

  it('does not let copies of a record vouch for its label', async () => {
    const rows = apart(200);
    const copies = Array.from({ length: 4 }, (_, n) => ({
      ...rows[0]!,
      id: `copy${n}`,
      label: rows[1]!.label,
    }));
    const { suspects } = await noiseIn([...rows, ...copies]);
    assert.deepEqual(
      suspects
        .map(({ record }) => record)
        .filter((id) => id.startsWith('copy'))
        .sort(),
      copies.map(({ id }) => id),
    );
  });

  it('judges no class of five records or fewer, and says why it judges nothing', async () => {
    const few = await noiseIn(apart(10));
    assert.deepEqual([few.unjudged, few.judged, few.suspects.length], ['few_records', 0, 0]);
    const next = random(8);
    const guessed = apart(300).map((row) => ({ ...row, label: `標籤${Math.floor(next() * 10)}` }));
    const unlearnable = await noiseIn(guessed);
    assert.deepEqual([unlearnable.unjudged, unlearnable.suspects.length], ['no_agreement', 0]);
  });
});

describe('the rule label_noise', () => {
  it('names doubtful records with their rank and keeps them', async () => {
    const { rows, wrong } = exchanged(apart(600), 0.05, 5);
    const records = rows.map(({ id, text, label }) => labelled(id, text, label));
    const { findings, kept, report } = await refined(records, {
      near_duplicate: 'off',
      exact_duplicate: 'off',
    });
    const doubts = findings.filter(({ rule }) => rule === 'label_noise');
    assert.ok(doubts.length >= 0.9 * wrong.size, `${doubts.length} of ${wrong.size}`);
    const ranks = doubts.map(({ evidence }) =>
      Number(/^#(\d+): \S+ p=0\.\d{3} → \S+ p=\d\.\d{3}$/.exec(evidence)![1]),
    );
    assert.deepEqual(
      ranks.sort((a, b) => a - b),
      doubts.map((_, n) => n + 1),
    );
    assert.equal(kept.length, 600);
    assert.deepEqual(report.skipped, []);
  });

  it('says why it looked at nothing', async () => {
    const { report } = await refined([labelled('a', '路燈不亮', '工務局')]);
    assert.deepEqual(
      report.skipped.map(({ rule }) => rule),
      ['outlier', 'label_noise'],
    );
    assert.deepEqual((await refined([], { label_noise: 'off', outlier: 'off' })).report.skipped, []);
  });
});
