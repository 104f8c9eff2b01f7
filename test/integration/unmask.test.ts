import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { knownMaskKey } from '../../pipeline/config/mask-key.ts';
import { unmaskProof } from '../../pipeline/contracts/mask-vault.ts';
import type { Service } from '../../pipeline/contracts/service.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { dataStages, outputText, runOf, uploadText } from './data-stages.ts';
import { createWorld, type Running, runIn, type World } from './world.ts';

const VALUES = ['A123456789', '0912-345-678', 'wang.test@example.com'];
const row = (text: string, label: string) => `${JSON.stringify({ text, label })}\n`;
const HIDDEN = '\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000e';
/** Values in a record that is kept, one that is held back before it could be masked, and one with markup. */
const FILE =
  row(`身分證字號 ${VALUES[0]}，請查補助進度`, '社會局') +
  row(`電話 ${VALUES[1]}，路燈${HIDDEN}不亮`, '工務局') +
  row(`<p>聯絡信箱 ${VALUES[2]}</p><p>電話 ${VALUES[1]}</p>`, '環保局') +
  row('垃圾三天未收', '環保局');

describe('the map of masked personal data', function () {
  this.timeout(120_000);
  let world: World;
  let running: Running;
  let service: Service;
  let run: RunView;
  before(async function () {
    world = await createWorld('embedded', this);
    running = await runIn(world.settings, dataStages());
    ({ service } = running);
    run = await runOf(service, await uploadText(service, 'letters', FILE));
  });
  after(async () => {
    await running?.close();
    await world?.dispose();
  });
  const claim = (record: string) => ({ run: run.id, record, by: '林', reason: '回覆當事人' });

  it('is sealed with a key that only its owner may read', async () => {
    assert.equal((await stat(join(world.home, 'mask-key'))).mode & 0o777, 0o600);
    assert.equal((await knownMaskKey(world.settings))?.length, 32);
  });

  it('is in no view of a run, and so behind no route that hands out artifacts', () => {
    const refine = run.stages.find(({ stage }) => stage === 'refine')!;
    assert.deepEqual(Object.keys(refine.outputs!).sort(), [
      'findings',
      'held_back',
      'records',
      'report',
      'test',
    ]);
    assert.ok(!JSON.stringify(run).includes('mask_map'));
  });

  it('brings records back for somebody with the key, kept or held back, and writes it down', async () => {
    const key = (await knownMaskKey(world.settings))!;
    const show = async (record: string) => {
      const request = { ...claim(record), proof: unmaskProof(key, claim(record)) };
      return (await service.runs.unmask(request, '林 (key)')).messages[0]!.content;
    };
    assert.match(await show('line:1'), /A123456789/);
    assert.match(await show('line:2'), /0912-345-678/);
    const wrong = { ...claim('line:1'), proof: unmaskProof(Buffer.alloc(32, 7), claim('line:1')) };
    await assert.rejects(service.runs.unmask(wrong, '王'), { code: 'MASK_KEY_REFUSED' });
    const other = { ...claim('line:3'), proof: unmaskProof(key, claim('line:1')) };
    await assert.rejects(service.runs.unmask(other, '王'), { code: 'MASK_KEY_REFUSED' });
    const trail = (await service.runs.unmaskings(run.id, {})).items;
    assert.deepEqual(
      trail.map(({ record, by, outcome }) => [record, by, outcome]),
      [
        ['line:3', '王', 'refused'],
        ['line:1', '王', 'refused'],
        ['line:2', '林 (key)', 'shown'],
        ['line:1', '林 (key)', 'shown'],
      ],
    );
  });

  it('leaves the values in no other output of refining', async () => {
    for (const output of ['records', 'held_back', 'findings', 'report']) {
      const text = await outputText(service, run, 'refine', output);
      for (const value of VALUES) assert.ok(!text.includes(value), `${value} in ${output}`);
    }
    assert.match(await outputText(service, run, 'refine', 'held_back'), /〔手機\d〕/);
  });

  it('keeps the values out of everything stored once the raw upload has expired', async () => {
    const id = await uploadText(service, 'letters', FILE);
    const raw = await outputText(service, run, 'ingest', 'records');
    for (const value of VALUES) assert.ok(raw.includes(value), 'before, it can be found');
    await service.datasets.expire({ name: 'letters', version: 1, days: 0 });
    await running.expireRaw();
    const blobs = join(world.home, 'artifacts', 'blobs');
    for (const entry of await readdir(blobs, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name), 'latin1');
      for (const value of VALUES) assert.ok(!bytes.includes(value), `${value} in ${entry.name}`);
    }
    const tables = await running.stores.database.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'touchstone'`,
    );
    for (const { table_name: table } of tables) {
      const rows = await running.stores.database.query(
        `SELECT to_jsonb(t)::text AS row FROM touchstone.${table} t`,
      );
      for (const value of VALUES) assert.ok(!JSON.stringify(rows).includes(value), `${value} in ${table}`);
    }
    await assert.rejects(service.runs.create({ name: 'm', dataset: id }, 'en'), {
      code: 'DATASET_RAW_EXPIRED',
    });
    const key = (await knownMaskKey(world.settings))!;
    const request = { ...claim('line:1'), proof: unmaskProof(key, claim('line:1')) };
    assert.match((await service.runs.unmask(request, '林')).messages[0]!.content, /A123456789/);
  });
});
