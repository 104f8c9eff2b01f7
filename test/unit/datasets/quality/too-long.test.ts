import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RefineSettings } from '../../../../datasets/quality/settings.ts';
import { readCatalogue } from '../../../../pipeline/bases/catalogue.ts';
import { BASE_LIMITS, tokenLimitOf } from '../../../../pipeline/contracts/base-limits.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { labelled } from '../records.ts';
import { named, refined } from './refined.ts';

/** No rule but the one looked at. */
const ONLY: RefineSettings['rules'] = {
  ...({ simplified_chinese: 'off', repetition: 'off', unreadable: 'off' } as const),
  ...({ near_duplicate: 'off', outlier: 'off', label_noise: 'off' } as const),
};

/** So many different Han characters. */
const text = (length: number) =>
  Array.from({ length }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))).join('');

describe('too long', () => {
  it('warns of what the base cannot read, and keeps it', async () => {
    const records = [labelled('long', text(8_200), '工務局'), labelled('fits', text(8_000), '工務局')];
    const { findings, kept } = await refined(records, ONLY);
    assert.deepEqual(named(findings), ['long too_long warn null']);
    assert.match(findings[0]!.evidence, /^≈ 82\d\d > 8192$/);
    assert.deepEqual(kept, ['long', 'fits']);
    assert.deepEqual((await refined(records, ONLY, [], [], { base: 'gemma3-270m' })).findings, []);
  });

  it('goes by the length limit that was set, and by how the base spells', async () => {
    const records = [labelled('a', text(100), '工務局'), labelled('b', text(20), '工務局')];
    assert.deepEqual(named((await refined(records, ONLY, [], [], { train: { max_length: 64 } })).findings), [
      'a too_long warn null',
    ]);
    const long = [labelled('c', text(4_000), '工務局')];
    assert.deepEqual((await refined(long, ONLY)).findings, []);
    assert.equal((await refined(long, ONLY, [], [], { base: 'smollm2-135m' })).report.by_rule.too_long, 1);
  });

  it('can hold them back or leave them out', async () => {
    const records = [labelled('long', text(9_000), '工務局')];
    assert.deepEqual((await refined(records, { ...ONLY, too_long: 'hold_back' })).heldBack, ['long']);
    assert.equal((await refined(records, { ...ONLY, too_long: 'drop' })).report.dropped, 1);
  });

  it('knows the context of every base in the catalogue', () => {
    const { entries } = readCatalogue();
    assert.deepEqual(
      Object.fromEntries(Object.entries(BASE_LIMITS).map(([id, { tokens }]) => [id, tokens])),
      Object.fromEntries(entries.map(({ id, context_length: tokens }) => [id, tokens])),
    );
    const shortest = Math.min(...entries.map(({ context_length: tokens }) => tokens));
    assert.equal(tokenLimitOf(pipelineSpecSchema.parse({})).tokens, shortest);
  });
});
