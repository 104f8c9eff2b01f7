import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { recordBytes } from '../../../../../datasets/arrow/write.ts';
import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { labelled } from '../../../datasets/records.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

const HOW = {
  method: 'rewrites',
  model: 'taide-8b',
  prompt: 'generate.rewrite.v1',
  seed: 7,
  scores: { round_trip: true, judge: 5 },
};
const MADE: DatasetRecord = {
  ...labelled('generated:0a1b', '路燈壞了，請〔姓名1〕派員修理', '工務局'),
  source: 'generated',
  meta: JSON.stringify({ source_record: ['line:1'], generated: HOW }),
};

describe('touchstone runs generated', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-generated-'));
  });
  after(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  async function runWith(records: readonly DatasetRecord[]): Promise<string> {
    const { id } = await api.startRun();
    const groups = (async function* () {
      yield records;
    })();
    const bytes = Readable.from(recordBytes(groups), { objectMode: false });
    api.service.madeRuns.finishStage(id, 'refine', { records: await api.service.artifacts.putStream(bytes) });
    return id;
  }
  const generated = (run: string, file: string, ...argv: string[]) =>
    called(['runs', 'generated', run, '--out', join(home, file), ...argv], {
      TOUCHSTONE_URL: api.url,
      TOUCHSTONE_HOME: home,
    });

  it('writes those that a model made, with source, model, prompt, seed and scores, and a place for the checker', async () => {
    const run = await runWith([labelled('line:1', '路燈不亮', '工務局'), MADE]);
    const { status, out } = await generated(run, 'made.jsonl');
    assert.equal(status, 0);
    assert.match(out, /1 generated records/);
    const rows = readFileSync(join(home, 'made.jsonl'), 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      rows.map((row) => JSON.parse(row) as unknown),
      [
        {
          id: MADE.id,
          text: '路燈壞了，請〔姓名1〕派員修理',
          label: '工務局',
          reviewed_by: '',
          source_record: ['line:1'],
          generated: HOW,
        },
      ],
    );
    assert.match((await generated(run, 'made.jsonl')).err, /CONVERT_EXISTS/);
    assert.equal((await generated(run, 'made.xlsx', '--lang=zh-TW')).status, 0);
    assert.equal(readFileSync(join(home, 'made.xlsx')).subarray(0, 2).toString(), 'PK');
  });

  it('says that there are none', async () => {
    const { status, err } = await generated(
      await runWith([labelled('line:1', '路燈不亮', '工務局')]),
      'none.jsonl',
    );
    assert.equal(status, 2);
    assert.match(err, /GENERATE_NONE_IN_RUN/);
  });
});
