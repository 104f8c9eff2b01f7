import assert from 'node:assert/strict';
import { GENERATED_ID, uploadedSource } from '../../../../datasets/generation/provenance.ts';

const MADE = { method: 'rewrites', model: 'm', prompt: 'generate.rewrite.v1', seed: 1, scores: {} };
const source = (columns: Record<string, unknown> | null, id = 'line:1') =>
  uploadedSource(id, columns && JSON.stringify(columns));

describe('a record that comes back in an upload', () => {
  it('is a generated one by its column, as an object or as the text of a cell, or by its id', () => {
    assert.equal(source({ generated: MADE }), 'generated');
    assert.equal(source({ reviewed_by: '', generated: JSON.stringify(MADE) }), 'generated');
    assert.equal(source(null, `${GENERATED_ID}0a1b`), 'generated');
    assert.equal(source({ reviewed_by: '  ' }, `${GENERATED_ID}0a1b`), 'generated');
  });

  it('is its checker’s, once there is one', () => {
    assert.equal(source({ reviewed_by: '王小明', generated: MADE }), 'upload');
    assert.equal(source({ reviewed_by: 'Wang' }, `${GENERATED_ID}0a1b`), 'upload');
  });

  it('is an uploaded one whatever other columns of that name hold', () => {
    for (const generated of ['yes', true, null, '{half', '{}', {}, { method: 'rewrites' }, [MADE]])
      assert.equal(source({ generated }), 'upload', JSON.stringify(generated));
    assert.equal(source({ generated: { ...MADE, method: 'toString' } }), 'upload');
    assert.equal(source({ note: 'its "generated": yes' }), 'upload');
    assert.equal(source(null), 'upload');
  });
});
