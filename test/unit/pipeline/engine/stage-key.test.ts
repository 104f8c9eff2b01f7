import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { stageKey } from '../../../../pipeline/engine/stage-key.ts';

const parts = { stage: 'split', version: 1, config: { seed: 42 }, inputs: { records: 'ab', test: null } };

describe('stageKey', () => {
  it('is the sha256 of the canonical JSON', () => {
    const text =
      '{"config":{"seed":42},"format":1,"inputs":{"records":"ab","test":null},"stage":"split","version":1}';
    assert.equal(stageKey(parts), createHash('sha256').update(text).digest('hex'));
  });

  it('changes with every part', () => {
    const others = [
      { ...parts, stage: 'train' },
      { ...parts, version: 2 },
      { ...parts, config: { seed: 43 } },
      { ...parts, inputs: { records: 'ab' } },
      { ...parts, inputs: { records: 'ac', test: null } },
    ];
    assert.equal(new Set([parts, ...others].map(stageKey)).size, 6);
  });
});
