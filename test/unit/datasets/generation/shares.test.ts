import assert from 'node:assert/strict';
import { GeneratedShares } from '../../../../datasets/generation/shares.ts';
import type { Place } from '../../../../datasets/split/draft.ts';
import { labelled } from '../records.ts';

const made = (id: string, columns: unknown) => ({
  ...labelled(id, `text ${id}`, 'a'),
  source: 'generated',
  meta: JSON.stringify(columns),
});
const by = (model: string, prompt: unknown = 'generate.rewrite.v1') => ({
  generated: { method: 'rewrites', model, prompt, seed: 1, scores: {} },
});

describe('how the generated records that are trained on were made', () => {
  it('counts those in training by method, model and prompt, the most frequent first', () => {
    const shares = new GeneratedShares();
    const records = [
      labelled('line:1', 'text', 'a'),
      made('g1', by('small')),
      made('g2', by('large')),
      made('g3', by('large')),
      made('g4', { generated: JSON.stringify(by('large').generated) }),
      made('g5', by('large')),
      made('g6', { note: 'lost its column' }),
      made('g7', by('large', 7)),
    ];
    for (const record of records) shares.see(record);
    const places: Place[] = ['train', 'train', 'train', 'train', 'train', null, 'train', 'train'];
    assert.deepEqual(shares.trainedOn(places), [
      { method: 'rewrites', model: 'large', prompt: 'generate.rewrite.v1', records: 3 },
      { method: 'rewrites', model: 'large', prompt: null, records: 1 },
      { method: 'rewrites', model: 'small', prompt: 'generate.rewrite.v1', records: 1 },
      { method: null, model: null, prompt: null, records: 1 },
    ]);
    assert.deepEqual(shares.trainedOn(places.map(() => null)), [], 'what nobody trains on is of no interest');
  });

  it('stays short, whatever an upload names', () => {
    const shares = new GeneratedShares();
    for (let at = 0; at < 200; at++) shares.see(made(`g${at}`, by(`model ${String(at).padStart(3, '0')}`)));
    const told = shares.trainedOn(Array.from({ length: 200 }, () => 'train'));
    assert.equal(told.length, 50);
    assert.deepEqual(told.at(-1), { method: null, model: null, prompt: null, records: 151 });
  });
});
