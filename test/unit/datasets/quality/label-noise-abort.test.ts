import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Refinement } from '../../../../datasets/quality/refinement.ts';
import { tokenLimitsOf } from '../../../../pipeline/contracts/base-limits.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { madeTexts } from '../near-duplicate/made-texts.ts';

describe('doubts about labels', () => {
  it('stop being learnt within a moment when a run is cancelled', async () => {
    const spec = pipelineSpecSchema.parse({});
    const refinement = new Refinement({
      settings: spec.refine,
      tokenLimits: tokenLimitsOf(spec),
      onFinding: () => {},
    });
    // The label says nothing about the text, so that learning takes all the rounds it may.
    let n = 0;
    for (const text of madeTexts(4_000, 2)) {
      const label = `承辦單位${n % 10}`;
      const messages = [
        { role: 'user' as const, content: text },
        { role: 'assistant' as const, content: label },
      ];
      refinement.survey({ id: `line:${++n}`, messages, label, split: null, source: null, meta: null });
    }
    const abort = new AbortController();
    const reason = new Error('cancelled');
    let aborted = 0;
    setTimeout(() => {
      aborted = performance.now();
      abort.abort(reason);
    }, 50);
    await assert.rejects(refinement.settle(abort.signal), reason);
    assert.ok(aborted > 0, 'it was learning when the run was cancelled');
  });
});
