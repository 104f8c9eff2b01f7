import assert from 'node:assert/strict';
import { pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import type { Decision } from '../../../../../pipeline/contracts/stage.ts';
import { differingSettings } from '../../../../../pipeline/engine/overviews/differing-settings.ts';

const run = (spec: unknown, decisions: readonly Decision[] = []) => ({
  spec: pipelineSpecSchema.parse(spec),
  decisions,
});
const reason = { 'zh-TW': '', en: '' };

describe('differingSettings', () => {
  it('finds nothing between equal runs', () => {
    assert.deepEqual(differingSettings([run({}), run({})]), []);
  });

  it('takes what was left to us as it was decided', () => {
    const decided = (value: number) => [{ field: 'train.epochs', value, reason }];
    assert.deepEqual(differingSettings([run({}, decided(2)), run({ train: { epochs: 2 } })]), []);
    assert.deepEqual(differingSettings([run({}, decided(1)), run({ train: { epochs: 2 } })]), [
      { field: 'train.epochs', values: [1, 2] },
    ]);
  });

  it('says null where a run has no such setting', () => {
    const found = differingSettings([run({}, [{ field: 'split.test', value: 0.2, reason }]), run({})]);
    assert.deepEqual(found, [{ field: 'split.test', values: [0.2, 'auto'] }]);
  });
});
