import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { recordBytes } from '../../../../datasets/arrow/write.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import { readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import { byRule, type RefineFinding, type RefineReport } from '../../../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { refine } from '../../../../stages/refine/stage.ts';
import { recordsOf } from '../../datasets/reading.ts';
import { labelled } from '../../datasets/records.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';

const dirty = [
  labelled('a', '路燈不亮', '工務局'),
  labelled('b', '', '工務局'),
  labelled('c', '路燈不亮', '工務局'),
  labelled('d', '路燈不亮', '民政局'),
  labelled('e', '路面破損', ''),
];

describe('the refine stage', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  const store = async (records: readonly DatasetRecord[]) => {
    const group = (async function* () {
      yield records;
    })();
    return context.artifacts.putStream(Readable.from(recordBytes(group), { objectMode: false }));
  };
  const run = async (
    records: readonly DatasetRecord[],
    spec = {},
    test: readonly DatasetRecord[] | null = null,
    decisions: BlobRef | null = null,
  ) =>
    runStage(
      refine,
      context,
      { artifacts: { records: await store(records), test: test && (await store(test)), decisions } },
      spec,
    );

  it('keeps the good records, with a reason for each of the others', async () => {
    const { outputs, summary } = await run(dirty);
    const kept = await recordsOf(await context.artifacts.readBytes(outputs.records!.digest));
    assert.deepEqual(kept, [dirty[0], dirty[3]]);
    const text = (await context.artifacts.readBytes(outputs.findings!.digest)).toString();
    const findings = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as RefineFinding);
    const report = await readJson<RefineReport>(context.artifacts, outputs.report as BlobRef);
    assert.deepEqual(report.findings, findings);
    assert.deepEqual(
      findings.map(({ record, rule }) => [record, rule]),
      [
        ['a', 'conflicting_label'],
        ['b', 'empty_input'],
        ['c', 'exact_duplicate'],
        ['d', 'conflicting_label'],
        ['e', 'empty_output'],
      ],
    );
    assert.deepEqual(
      { input: report.input, kept: report.kept, dropped: report.dropped },
      { input: 5, kept: 2, dropped: 3 },
    );
    assert.deepEqual(summary.by_rule, {
      ...byRule(() => 0),
      empty_input: 1,
      empty_output: 1,
      exact_duplicate: 1,
      conflicting_label: 2,
    });
    assert.match(summary.warnings![0]!['zh-TW'], /矛盾：2 筆/);
  });

  it('obeys the spec', async () => {
    const { summary } = await run(dirty, {
      refine: { rules: { empty_input: 'warn', empty_output: 'warn', exact_duplicate: 'warn' } },
    });
    assert.equal(summary.kept, 5);
    assert.equal(summary.dropped, 0);
    assert.ok(summary.warnings!.length === 4);
  });

  it('gives the same artifacts for the same records', async () => {
    assert.deepEqual((await run(dirty)).outputs, (await run(dirty)).outputs);
  });

  it('has nothing to say about clean records, or about none', async () => {
    const clean = await run([dirty[0]!]);
    assert.deepEqual(clean.summary.warnings, []);
    assert.equal((await context.artifacts.readBytes(clean.outputs.findings!.digest)).length, 0);
    assert.equal((await run([])).summary.kept, 0);
  });

  it('leaves out what the test file asks', async () => {
    const { outputs, summary } = await run([dirty[0]!, labelled('f', '路面破損', '工務局')], {}, [
      labelled('t', '路面破損', '民政局'),
    ]);
    assert.deepEqual(await recordsOf(await context.artifacts.readBytes(outputs.records!.digest)), [dirty[0]]);
    assert.equal((summary.by_rule as RefineReport['by_rule']).test_contamination, 1);
  });
});
