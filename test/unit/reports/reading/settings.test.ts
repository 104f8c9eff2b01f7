import assert from 'node:assert/strict';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import type { Decision } from '../../../../pipeline/contracts/stage.ts';
import { overrideIn, pinnedSpec, settingsUnder } from '../../../../reports/reading/settings.ts';

const reason = { 'zh-TW': '因為', en: 'because' };
const decided = (field: string, value: unknown): Decision => ({ field, value, reason });
const OVERRIDE = { by: '王小明', reason: '先在內部試用兩週看看' };

describe('settingsUnder', () => {
  const spec = pipelineSpecSchema.parse({ train: { epochs: 2 } });

  it('gives what auto became with its reason, what the spec fixes without one, in the order of the spec', () => {
    const settings = settingsUnder(spec, [decided('train.rank', 16)], ['train']);
    assert.deepEqual(
      settings.slice(0, 2).map(({ field }) => field),
      ['train.method', 'train.objective'],
    );
    assert.deepEqual(
      settings.find(({ field }) => field === 'train.rank'),
      { field: 'train.rank', value: 16, reason },
    );
    assert.deepEqual(
      settings.find(({ field }) => field === 'train.epochs'),
      {
        field: 'train.epochs',
        value: 2,
        reason: null,
      },
    );
  });

  it('takes whole names only and adds decisions that the spec has no field for', () => {
    const settings = settingsUnder(
      spec,
      [decided('base', 'x'), decided('baseline', 1), decided('base.x', 2)],
      ['base'],
    );
    assert.deepEqual(
      settings.map(({ field }) => field),
      ['base', 'base.x'],
    );
  });
});

describe('pinnedSpec', () => {
  it('puts what was decided in the place of auto, and leaves what was said', () => {
    const spec = pipelineSpecSchema.parse({ train: { epochs: 2 } });
    const pinned = pinnedSpec(spec, [
      decided('train.epochs', 9),
      decided('train.rank', 16),
      decided('base', 'smol'),
    ]);
    assert.equal(pinned?.train.epochs, 2);
    assert.equal(pinned?.train.rank, 16);
    assert.equal(pinned?.base, 'smol');
    assert.equal(pinned?.train.alpha, 'auto');
  });

  it('searches nothing again', () => {
    const spec = pipelineSpecSchema.parse({ train: { sweep: { trials: 4 } } });
    const pinned = pinnedSpec(spec, [decided('train.sweep', null), decided('train.rank', 32)]);
    assert.deepEqual([pinned?.train.sweep, pinned?.train.rank], [null, 32]);
  });

  it('leaves out what a spec cannot say and what leads nowhere', () => {
    const pinned = pinnedSpec(pipelineSpecSchema.parse({}), [
      decided('split.validation', 68),
      decided('no.such', 1),
      decided('__proto__.polluted', true),
    ]);
    assert.equal(pinned?.split.validation, 'auto');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it('does not carry an override into another run', () => {
    const spec = pipelineSpecSchema.parse({ publish: { override: OVERRIDE } });
    assert.equal(pinnedSpec(spec, [])?.publish.override, null);
    assert.deepEqual(overrideIn(spec), OVERRIDE);
  });

  it('is null for a document that is no spec', () => {
    assert.equal(pinnedSpec({ version: 9 }, []), null);
    assert.equal(overrideIn('x'), null);
  });
});
