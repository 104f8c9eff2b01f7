import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import { readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import { generate } from '../../../../stages/generate/stage.ts';
import { fakeContext, runStage } from '../context.ts';

describe('the generate stage', () => {
  it('passes the records through untouched and says so', async () => {
    const context = await fakeContext();
    try {
      const records = await context.artifacts.putBytes('any records');
      const { outputs, summary } = await runStage(generate, context, {
        artifacts: { records, documents: null },
      });
      assert.deepEqual(outputs.records, records);
      const report = { method: 'none', generated: 0 };
      assert.deepEqual(await readJson(context.artifacts, outputs.report as BlobRef), report);
      assert.deepEqual(summary, report);
    } finally {
      await context.close();
    }
  });
});
