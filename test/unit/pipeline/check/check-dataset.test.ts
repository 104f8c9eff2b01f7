import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDataset } from '../../../../pipeline/check/check-dataset.ts';
import type { RefineFinding } from '../../../../pipeline/contracts/quality.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { tinyRows } from '../../../fixtures/tiny-base.ts';

describe('checking a dataset', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-check-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function check(rows: string, test: string | null = null) {
    const dataset = join(directory, 'rows.jsonl');
    await writeFile(dataset, rows);
    const testFile = join(directory, 'test.jsonl');
    if (test !== null) await writeFile(testFile, test);
    const findings: RefineFinding[] = [];
    const percents: number[] = [];
    const result = await checkDataset(
      {
        dataset,
        test: test === null ? null : testFile,
        spec: pipelineSpecSchema.parse({}),
        signal: new AbortController().signal,
        onProgress: (percent) => percents.push(percent),
      },
      (finding) => findings.push(finding),
    );
    return { ...result, findings, percents };
  }

  it('tells what a file holds and every finding, and that a model can be trained on it', async () => {
    const rows = tinyRows();
    const { intake, refine, unusable, findings, percents } = await check(rows + rows.split('\n')[0]);
    assert.deepEqual([intake.format, intake.container, intake.records], ['text_label', 'jsonl', 43]);
    assert.deepEqual([refine?.input, refine?.kept, refine?.dropped], [43, 42, 1]);
    assert.deepEqual(
      findings.map(({ record, rule, with: other }) => [record, rule, other]),
      [['line:43', 'exact_duplicate', 'line:1']],
    );
    assert.equal(unusable, null);
    assert.deepEqual(
      percents,
      [...percents].sort((a, b) => a - b),
    );
  });

  it('says why no model can be trained on it', async () => {
    const { unusable } = await check('{"text":"路燈不亮","label":"工務局"}\n');
    assert.equal(unusable?.code, 'INPUT_TOO_FEW_RECORDS');
    const foreign = await check(tinyRows(), '{"text":"沒有人學過","label":"外星事務局"}\n');
    assert.deepEqual(
      [foreign.unusable?.code, foreign.unusable?.faults[0]?.place?.file],
      ['INPUT_TEST_LABEL_UNSEEN', 'test'],
    );
  });

  it('fails with line and field for a file that cannot be read, and leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('touchstone-check-'));
    await assert.rejects(
      check(`${tinyRows()}{"text": "斷`),
      (error: Error & { faults?: { place?: { line?: number } }[] }) => error.faults?.[0]?.place?.line === 43,
    );
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('touchstone-check-'));
    assert.deepEqual(after, before);
  });

  it('tells what documents hold, and that records must be made from them', async () => {
    const { intake, refine, unusable, findings } = await check(
      '<!DOCTYPE html><h1>規則</h1><p>每次五冊。</p>',
    );
    assert.deepEqual(
      [intake.format, intake.documents?.read, intake.documents?.sections],
      ['documents', 1, 1],
    );
    assert.deepEqual([refine, unusable?.code, findings], [null, 'DOCUMENT_NEEDS_GENERATION', []]);
  });
});
