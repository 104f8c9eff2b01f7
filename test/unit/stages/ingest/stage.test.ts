import assert from 'node:assert/strict';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { RunReading } from '../../../../pipeline/contracts/reading.ts';
import { ingest } from '../../../../stages/ingest/stage.ts';
import { faultOf, lines, recordsOf } from '../../datasets/reading.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';

const csv = 'text,label\n路燈不亮,工務局\n戶籍遷移,民政局\n';
const alpaca = lines({ instruction: '判斷單位', input: '路燈不亮', output: '工務局' });

describe('the ingest stage', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  const run = async (
    dataset: string | Uint8Array,
    test: string | null = null,
    spec = {},
    said: RunReading | null = null,
  ) => {
    const artifacts = {
      dataset: await context.artifacts.putBytes(dataset),
      test: test === null ? null : await context.artifacts.putBytes(test),
      reading: said && (await putJson(context.artifacts, said)),
    };
    return runStage(ingest, context, { artifacts }, spec);
  };

  describe('as its uploader said', () => {
    const odd = '案由,摘要,單位\n路燈不亮,第一則,工務局\n戶籍遷移,第二則,民政局\n';
    const nothing: RunReading = { dataset: null, earlier: null, test: null };
    const texts = async (
      dataset: string | Uint8Array,
      said: Partial<RunReading>,
      spec = {},
      test: string | null = null,
      output: 'records' | 'test' = 'records',
    ) => {
      const { outputs, summary } = await run(dataset, test, spec, { ...nothing, ...said });
      const records = await recordsOf(await context.artifacts.readBytes(outputs[output]!.digest));
      const reason = summary.decisions?.find(({ field }) => field === 'ingest.columns')?.reason.en;
      return { texts: records.map(({ messages }) => messages[0]!.content), reason };
    };
    const abstract = { text: '摘要', label: '單位' };

    it('columns, unless the run says otherwise', async () => {
      const said = { dataset: { columns: abstract } };
      const read = await texts(odd, said);
      assert.deepEqual(read.texts, ['第一則', '第二則']);
      assert.equal(read.reason, 'Said when the file was uploaded.');
      const spec = { ingest: { columns: { text: '案由', label: '單位' } } };
      assert.deepEqual((await texts(odd, said, spec)).texts, ['路燈不亮', '戶籍遷移']);
    });

    it('encoding and sheet', async () => {
      const big5 = Buffer.from('b8f4bf4fa4a3ab47', 'hex');
      const file = Buffer.concat([
        Buffer.from('text,label\n'),
        big5,
        Buffer.from(',x\n'),
        big5,
        Buffer.from('2,y\n'),
      ]);
      assert.deepEqual((await texts(file, { dataset: { encoding: 'big5' } })).texts, [
        '路燈不亮',
        '路燈不亮2',
      ]);
    });

    it('columns of an earlier upload where the file has them, and by its own names where not', async () => {
      const named = 'text,摘要,label,單位\n甲,第一則,a,工務局\n乙,第二則,b,民政局\n';
      const again = await texts(named, { earlier: abstract });
      assert.deepEqual(again.texts, ['第一則', '第二則']);
      assert.match(again.reason!, /^As was said of an earlier upload/);
      const other = await texts(csv, { earlier: abstract });
      assert.deepEqual(other.texts, ['路燈不亮', '戶籍遷移']);
      assert.match(other.reason!, /known format/);
    });

    it('of the dataset holds for a test file with its columns; what was said of the test file goes before', async () => {
      const said = { dataset: { columns: abstract } };
      assert.deepEqual((await texts(odd, said, {}, odd, 'test')).texts, ['第一則', '第二則']);
      assert.deepEqual((await texts(odd, said, {}, csv, 'test')).texts, ['路燈不亮', '戶籍遷移']);
      const own = { ...said, test: { columns: { text: '案由', label: '單位' } } };
      assert.deepEqual((await texts(odd, own, {}, odd, 'test')).texts, ['路燈不亮', '戶籍遷移']);
    });
  });

  it('makes the canonical table and says what it found', async () => {
    const { outputs, summary } = await run(csv);
    const records = await recordsOf(await context.artifacts.readBytes(outputs.records!.digest));
    assert.deepEqual(
      records.map(({ id, label }) => [id, label]),
      [
        ['line:2', '工務局'],
        ['line:3', '民政局'],
      ],
    );
    assert.equal(outputs.test, null);
    assert.equal(outputs.test_intake, null);
    const intake = await readJson<IntakeReport>(context.artifacts, outputs.intake as BlobRef);
    assert.deepEqual(intake, {
      format: 'text_label',
      container: 'csv',
      compression: 'none',
      delimiter: ',',
      normalised: { texts: 0, first: null },
      encoding: 'utf-8',
      bom: false,
      records: 2,
      bytes: Buffer.byteLength(csv),
      language: 'zh-TW',
      han_share: 1,
      has_instruction: false,
      has_split_column: false,
    });
    assert.deepEqual(summary, {
      records: 2,
      format: 'text_label',
      container: 'csv',
      encoding: 'utf-8',
      language: 'zh-TW',
      test: null,
      decisions: summary.decisions,
      warnings: [],
    });
    assert.deepEqual(
      summary.decisions!.map(({ field, value }) => [field, value]),
      [
        ['ingest.columns', 'auto'],
        ['ingest.encoding', 'utf-8'],
      ],
    );
    assert.equal(context.reported.at(-1)?.percent, 100);
  });

  it('reads the test file by its own format', async () => {
    const { outputs, summary } = await run(csv, lines({ text: '路面破損', label: '工務局' }));
    const intake = await readJson<IntakeReport>(context.artifacts, outputs.test_intake as BlobRef);
    assert.deepEqual([intake.container, intake.records], ['jsonl', 1]);
    assert.equal((summary.test as { records: number }).records, 1);
  });

  it('reads columns as it is told, or guesses, for the test file as for the dataset', async () => {
    const [dataset, test] = ['案由,單位\n路燈不亮,工務局\n', '單位,案由\n工務局,路面破損\n'];
    const told = await run(dataset, test, { ingest: { columns: { text: '案由', label: '單位' } } });
    const intake = await readJson<IntakeReport>(context.artifacts, told.outputs.test_intake as BlobRef);
    assert.deepEqual(intake.mapping, { guessed: false, columns: { text: '案由', label: '單位' } });
    const { summary } = await run('內容,承辦單位\n路燈不亮,工務局\n');
    const guess = summary.decisions!.find(({ field }) => field === 'ingest.columns');
    assert.equal(guess?.value, 'text=內容, label=承辦單位');
    assert.match(guess.reason['zh-TW'], /推測/);
    assert.match(guess.reason.en, /guessed/);
    const fault = await faultOf(run(dataset, null, { ingest: { columns: { words: '案由' } } }));
    assert.equal(fault.code, 'INPUT_MAP_TARGET');
  });

  it('reads the encoding that it is told', async () => {
    // "路灯,市政局" in GB18030, which is never taken without being told.
    const bytes = Buffer.concat([
      Buffer.from('text,label\n'),
      Buffer.from('c2b7b5c62ccad0d5febed60a', 'hex'),
    ]);
    const { outputs } = await run(bytes, null, { ingest: { encoding: 'gb18030' } });
    const records = await recordsOf(await context.artifacts.readBytes(outputs.records!.digest));
    assert.equal(records[0]!.label, '市政局');
  });

  it('gives the same artifacts for the same uploads', async () => {
    assert.deepEqual((await run(csv)).outputs, (await run(csv)).outputs);
  });

  it('says which of the two files is at fault', async () => {
    const dataset = await faultOf(run('', csv));
    assert.deepEqual([dataset.code, dataset.place?.file], ['INPUT_EMPTY_FILE', 'dataset']);
    const test = await faultOf(run(csv, 'text,label\n'));
    assert.deepEqual([test.code, test.place?.file], ['INPUT_NO_RECORDS', 'test']);
  });

  it('refuses a test file that asks in another way than the dataset', async () => {
    for (const [dataset, test] of [
      [alpaca, csv],
      [csv, alpaca],
    ] as const) {
      const fault = await faultOf(run(dataset, test));
      assert.deepEqual([fault.code, fault.place?.file], ['INPUT_TEST_INSTRUCTION', 'test']);
    }
  });

  it('tells the fault of the file, whatever the store makes of a source that breaks off', async () => {
    const { artifacts } = context;
    const dataset = await artifacts.putBytes(`${csv}"open`);
    const store = Object.assign(Object.create(artifacts) as typeof artifacts, {
      openStream: (digest: string) => artifacts.openStream(digest),
      putStream: async (stream: Readable) => {
        await stream.toArray().catch(() => {
          throw new Error('source broke off');
        });
        return assert.fail('the source should have broken off');
      },
    });
    const fault = await faultOf(
      runStage(
        ingest,
        { ...context, artifacts: store },
        { artifacts: { dataset, test: null, reading: null } },
      ),
    );
    assert.equal(fault.code, 'INPUT_CSV_QUOTING');
  });

  it('ends when it is told to', async () => {
    const controller = new AbortController();
    controller.abort(new Error('cancelled'));
    const dataset = await context.artifacts.putBytes(csv);
    await assert.rejects(
      runStage(
        ingest,
        { ...context, signal: controller.signal },
        { artifacts: { dataset, test: null, reading: null } },
      ),
      /cancelled/,
    );
  });
});
