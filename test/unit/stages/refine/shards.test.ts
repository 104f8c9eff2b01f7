import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { BatchBuilder } from '../../../../datasets/arrow/batch-builder.ts';
import { IpcPieces } from '../../../../datasets/arrow/write.ts';
import { canonicalQuestion, contentWords, digestText } from '../../../../datasets/fingerprint/content.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import { tokenLimitsOf } from '../../../../pipeline/contracts/base-limits.ts';
import type { DatasetDecision } from '../../../../pipeline/contracts/decisions.ts';
import type { MaskSealer } from '../../../../pipeline/contracts/mask-vault.ts';
import type { RefineReport } from '../../../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import type { Cut } from '../../../../stages/refine/look-ahead.ts';
import { refine, refineRecords } from '../../../../stages/refine/stage.ts';
import { type FakeContext, fakeContext, fakeInputs } from '../context.ts';
import { storeRecords } from '../records.ts';
import { dirtyTable } from './dirty-table.ts';

const BATCH = 500;
const ROWS = 7 * BATCH;
/** Few, so that some records are too long. */
const TOKENS = 90;
const UNDIVIDED: Cut = { from: Number.POSITIVE_INFINITY, bytes: 0 };
const SEALER: MaskSealer = {
  fingerprint: 'test',
  seal: (map) => Buffer.from(JSON.stringify([...map])),
};

/** What people may have decided about some of the records, and about rules. */
function decisionsOn(records: readonly DatasetRecord[]): DatasetDecision[] {
  const actions = ['keep', 'drop', 'hold_back', 'relabel'] as const;
  const by = { by: 'tester', reason: 'because' };
  const seen = new Set<string>();
  const onRecords = records.flatMap((record, n): DatasetDecision[] => {
    const content = digestText(contentWords(canonicalQuestion(record), record));
    if (n % 17 !== 0 || seen.has(content)) return [];
    seen.add(content);
    const action = actions[(n / 17) % actions.length]!;
    return [{ ...by, content, rule: null, action, label: action === 'relabel' ? '承辦單位2' : null }];
  });
  return [...onRecords, { ...by, content: null, rule: 'repetition', action: 'keep', label: null }];
}

/** A table of short batches, so that few records make several shards. */
function tableOf(records: readonly DatasetRecord[]): Buffer {
  const pieces = new IpcPieces();
  const builder = new BatchBuilder();
  const written = [pieces.start()];
  for (const record of records) {
    builder.add(record);
    if (builder.rows === BATCH) written.push(pieces.batch(builder.take()));
  }
  return Buffer.concat([...written, pieces.end()]);
}

describe('refining in shards', function () {
  this.timeout(120_000);
  const records = dirtyTable(ROWS, 5);
  let context: FakeContext;
  let source: BlobRef;
  let test: BlobRef;
  let decisions: BlobRef;
  before(async () => {
    context = await fakeContext();
    source = await context.artifacts.putBytes(tableOf(records));
    test = await storeRecords(context.artifacts, dirtyTable(200, 5));
    decisions = await context.artifacts.putBytes(JSON.stringify(decisionsOn(records)));
  });
  after(() => context.close());

  const run = async (cut: Cut, rules: object, decided: BlobRef | null, table = source) => {
    const spec = pipelineSpecSchema.parse({ refine: { rules: { label_noise: 'off', ...rules } } });
    const artifacts = { records: table, test, decisions: decided };
    const inputs = fakeInputs({ artifacts, sealer: SEALER });
    const before = context.divided.length;
    const config = refine.config.parse(refine.configOf(spec));
    const limit = tokenLimitsOf({ ...spec, train: { ...spec.train, max_length: TOKENS } });
    const result = await refineRecords(inputs, { ...config, limit }, context, cut);
    return { result, shards: context.divided.length - before };
  };

  const SETTINGS = [
    ['with the rules as they are', {}, false],
    ['with what people decided', {}, true],
    ['with other choices', { pii: 'warn', html_markup: 'hold_back', secret: 'fix', mojibake: 'drop' }, true],
    ['without some rules', { pii: 'off', repetition: 'off', too_long: 'drop' }, false],
  ] as const;
  for (const [name, rules, decided] of SETTINGS) {
    it(`gives the same, to the byte, whatever the number of shards: ${name}`, async () => {
      const whole = await run(UNDIVIDED, rules, decided ? decisions : null);
      assert.equal(whole.shards, 0);
      for (const shards of [1, 2, 3, 7]) {
        const cut = { from: 0, bytes: shards === 7 ? 1 : Math.ceil(source.bytes / shards) };
        const divided = await run(cut, rules, decided ? decisions : null);
        // One shard would be the whole: it is not divided.
        assert.equal(divided.shards, shards === 1 ? 0 : shards);
        assert.deepEqual(divided.result, whole.result);
      }
    });
  }

  it('gives the same for answers in free words, whose openings most share or few', async () => {
    const free = records.map((record, n) => {
      const [question, answer] = record.messages;
      const opening = n % 3 === 0 ? '請回答下列問題。\n\n' : n % 400 === 1 ? `來文 ${n}\n\n` : '';
      const content = opening + question!.content;
      return { ...record, label: null, messages: [{ ...question!, content }, answer!] };
    });
    const table = await context.artifacts.putBytes(tableOf(free));
    const whole = await run(UNDIVIDED, {}, null, table);
    const divided = await run({ from: 0, bytes: 1 }, {}, null, table);
    assert.equal(divided.shards, 7);
    assert.deepEqual(divided.result, whole.result);
  });

  it('is tried on a table that gives every rule something to find', async () => {
    const { result } = await run(UNDIVIDED, {}, null);
    const bytes = await context.artifacts.readBytes((result.outputs.report as BlobRef).digest);
    const { by_rule: found } = JSON.parse(bytes.toString()) as RefineReport;
    const { label_noise: _, ...looked } = found;
    assert.deepEqual(
      Object.entries(looked).filter(([, count]) => count === 0),
      [],
      JSON.stringify(found),
    );
    assert.ok(result.outputs.mask_map !== null && result.outputs.held_back !== null);
  });
});
