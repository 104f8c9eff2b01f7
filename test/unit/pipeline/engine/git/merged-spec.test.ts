import assert from 'node:assert/strict';
import { mergedSpec } from '../../../../../pipeline/engine/git/merged-spec.ts';

describe('the spec of a repository', () => {
  it('goes over the pipeline’s own, field by field of each section', () => {
    const own = { gate: { minimum_test_records: 5 }, train: { epochs: 1, seed: 3 }, base: 'auto' };
    assert.deepEqual(mergedSpec(own, { train: { epochs: 2 }, ingest: { columns: { text: '內容' } } }), {
      ...own,
      train: { epochs: 2, seed: 3 },
      ingest: { columns: { text: '內容' } },
    });
    assert.deepEqual(mergedSpec(own, null), own);
    assert.deepEqual(mergedSpec(own, { base: 'x' }), { ...own, base: 'x' });
  });

  it('reaches no prototype', () => {
    const given = JSON.parse('{"__proto__": {"polluted": true}, "train": {"__proto__": {"polluted": true}}}');
    mergedSpec({ train: {} }, given);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
