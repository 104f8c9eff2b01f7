import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RefineSettings } from '../../../../datasets/quality/settings.ts';
import { readCatalogue } from '../../../../pipeline/bases/catalogue.ts';
import { BASE_LIMITS, tokenLimitsOf } from '../../../../pipeline/contracts/base-limits.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { labelled } from '../records.ts';
import { ENGLISH, PETITIONS } from '../text/corpus.ts';
import { TOKENIZERS } from '../tokens/counted.ts';
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
    const records = [labelled('long', text(12_000), '工務局'), labelled('fits', text(2_000), '工務局')];
    const { findings, kept } = await refined(records, ONLY, [], [], { base: 'smollm2-135m' });
    assert.deepEqual(named(findings), ['long too_long warn null']);
    assert.match(findings[0]!.evidence, /^≈ \d{5} > 8192$/);
    assert.deepEqual(kept, ['long', 'fits']);
    assert.deepEqual((await refined(records, ONLY, [], [], { base: 'gemma3-270m' })).findings, []);
  });

  it('goes by the length limit that was set, and by how the base spells', async () => {
    const records = [labelled('a', text(100), '工務局'), labelled('b', text(10), '工務局')];
    assert.deepEqual(named((await refined(records, ONLY, [], [], { train: { max_length: 64 } })).findings), [
      'a too_long warn null',
    ]);
    const long = [labelled('c', PETITIONS.join('').slice(0, 6_000), '工務局')];
    const needed = async (base: string) => {
      const { findings } = await refined(long, ONLY, [], [], { base, train: { max_length: 4_000 } });
      return Number(/^≈ (\d+) >/.exec(findings[0]!.evidence)![1]);
    };
    const [gemma, ministral, smollm] = [
      await needed('gemma3-270m'),
      await needed('ministral-8b'),
      await needed('smollm2-135m'),
    ];
    assert.ok(gemma > 4_400 && gemma < 5_200, String(gemma));
    assert.ok(ministral > 1.2 * gemma && smollm > 2.2 * gemma, `${ministral} ${smollm}`);
  });

  it('goes by what every base reads that speaks the language of the record, where the spec names none', async () => {
    const chinese = PETITIONS.join('').repeat(2);
    const english = ENGLISH.join(' ').repeat(150);
    const records = [
      labelled('zh', chinese.slice(0, 60_000), '工務局'),
      labelled('zh short', chinese.slice(0, 20_000), '工務局'),
      labelled('en', english.slice(0, 60_000), 'other'),
      labelled('en short', english.slice(0, 20_000), 'other'),
    ];
    const { findings } = await refined(records, ONLY);
    assert.deepEqual(named(findings), ['zh too_long warn null', 'en too_long warn null']);
    assert.match(findings[0]!.evidence, / > 32768$/);
    assert.match(findings[1]!.evidence, / > 8192$/);
  });

  it('can hold them back or leave them out', async () => {
    const records = [labelled('long', text(40_000), '工務局')];
    assert.deepEqual((await refined(records, { ...ONLY, too_long: 'hold_back' })).heldBack, ['long']);
    assert.equal((await refined(records, { ...ONLY, too_long: 'drop' })).report.dropped, 1);
  });

  it('knows the context and the languages of every base in the catalogue', () => {
    const { entries } = readCatalogue();
    assert.deepEqual(
      Object.entries(BASE_LIMITS).map(([id, { tokens, languages }]) => [id, tokens, languages]),
      entries.map(({ id, context_length: tokens, languages }) => [id, tokens, languages]),
    );
    assert.deepEqual(tokenLimitsOf(pipelineSpecSchema.parse({ base: 'smollm2-135m' })), {
      'zh-TW': [{ tokens: 8_192, vocabulary: 49_152 }],
      en: [{ tokens: 8_192, vocabulary: 49_152 }],
    });
  });

  it('knows how each of them spells', () => {
    const measured = new Set<number>(Object.values(TOKENIZERS));
    for (const { vocabulary } of Object.values(BASE_LIMITS)) assert.ok(measured.has(vocabulary));
  });
});
