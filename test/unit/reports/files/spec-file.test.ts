import assert from 'node:assert/strict';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { specFileOf } from '../../../../reports/files/spec-file.ts';
import { passedModel } from '../../../fixtures/report-model.ts';

describe('spec.json', () => {
  it('is a spec that says what auto became', () => {
    const spec = pipelineSpecSchema.parse(JSON.parse(specFileOf(passedModel())));
    assert.equal(spec.base, 'gemma-3-270m');
    assert.equal(spec.train.epochs, 3);
    assert.equal(spec.split.test, 0.2);
    assert.equal(spec.publish.override, null);
  });
});
