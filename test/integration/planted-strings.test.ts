import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerateReport } from '../../pipeline/contracts/generation.ts';
import { readJson } from '../../pipeline/contracts/json-artifact.ts';
import { STAGE_NAMES } from '../../pipeline/contracts/names.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { STAGES } from '../../stages/registry.ts';
import { answering, FaultyChatServer, type SeenRequest } from '../fixtures/faulty-chat-server.ts';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { uploadText } from './data-stages.ts';
import { createWorld, type Running, runIn, type World } from './world.ts';

/** One of each kind in every third record; each as it is written, and as a JSON text, a digest or a page would show it. */
const PLANTED = {
  id: 'A123456789',
  mobile: '0912-345-678',
  email: 'wang.test@example.com',
  card: '4111-1111-1111-1111',
  address: '臺北市中山區民生東路三段100巷5號',
  name: '歐陽曉彤',
};
const VALUES = Object.values(PLANTED);
const CARRIERS = [
  `身分證字號 ${PLANTED.id}，聯絡手機 ${PLANTED.mobile}`,
  `信箱 ${PLANTED.email}，信用卡號 ${PLANTED.card}`,
  `申請人姓名：${PLANTED.name}，地址：${PLANTED.address}`,
];
const UNITS = ['工務局', '環保局', '社會局'];
const SPEC = {
  generate: { method: 'rewrites', count: 8, filters: { novelty: 1 } },
  train: { epochs: 1 },
  publish: { override: { by: 'planted-strings test', reason: 'random weights never pass the gate' } },
};

function rows(each = 14): string {
  return UNITS.flatMap((label, unit) =>
    Array.from({ length: each }, (_, at) => {
      const text = `第${unit}類第${at}件：${CARRIERS[at % CARRIERS.length]}，請${label}協助處理第${at * 7 + unit}號案件，謝謝。`;
      return JSON.stringify({ text, label, note: `承辦備註：${CARRIERS[(at + 1) % CARRIERS.length]}` });
    }),
  ).join('\n');
}

/** A test file of other records with the same people in them. */
function testRows(): string {
  return UNITS.flatMap((label, unit) =>
    Array.from({ length: 4 }, (_, at) => {
      const text = `陳情第${unit * 10 + at}號，${CARRIERS[at % CARRIERS.length]}，盼${label}儘速回覆進度。`;
      return JSON.stringify({ text, label });
    }),
  ).join('\n');
}

/** Words a text otherwise, agrees with every label, and finds everything excellent. What it is told, it tells. */
function reply({ body }: SeenRequest): string {
  const asked = body.messages.at(-1)!.content;
  if (asked.includes('評分標準')) return '{"score": 5}';
  if (asked.startsWith('文字：'))
    return JSON.stringify({ label: UNITS.find((unit) => asked.split('\n')[0]!.includes(unit)) });
  const text = JSON.parse(/^原文：(".*")$/m.exec(asked)![1]!) as string;
  return JSON.stringify({ text: `${text}煩請惠予辦理。` });
}

describe('personal data, with a text model that is outside', function () {
  this.timeout(400_000);
  let world: World;
  let running: Running;
  let endpoint: FaultyChatServer;
  let run: RunView;

  before(async function () {
    endpoint = new FaultyChatServer((request) => answering(reply(request)));
    world = await createWorld('embedded', this, {
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_GENERATE_URL: await endpoint.start(),
      TOUCHSTONE_GENERATE_MODEL: 'stand-in',
    });
    running = await runIn(world.settings, STAGES);
    const { service } = running;
    const dataset = await uploadText(service, 'letters', rows());
    const test = await uploadText(service, 'letters-test', testRows());
    const { id } = await service.runs.create({ name: 'm', dataset, test, spec: SPEC }, 'en');
    for await (const _ of service.runs.events(id, 0, AbortSignal.timeout(380_000), 'en'));
    run = await service.runs.show(id, 'en');
  });
  after(async () => {
    await running?.close();
    await endpoint?.stop();
    await world?.dispose();
  });

  it('is in a run that goes all the way: generated, trained, evaluated, reported and published', async () => {
    assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
    assert.deepEqual(run.model, { name: 'm', version: 1 });
    assert.deepEqual(
      run.stages.map(({ stage }) => stage),
      STAGE_NAMES,
    );
    const { report } = run.stages.find(({ stage }) => stage === 'generate')!.outputs!;
    assert.ok(report?.kind === 'blob');
    const made = await readJson<GenerateReport>(running.service.artifacts, report);
    assert.equal(made.generated, 8, JSON.stringify(made));
    assert.ok(!made.inside && made.masked >= 8, JSON.stringify(made));
    // Both what was read and what was made hold the people by then: the search below can find something.
    for (const stage of ['ingest', 'generate'] as const) {
      const bytes = await bytesOf(stage, 'records');
      for (const value of VALUES) assert.ok(bytes.includes(value), `${value} in ${stage}`);
    }
  });

  it('is in nothing that the text model was sent', () => {
    const sent = endpoint.seen.map(({ body }) => JSON.stringify(body));
    assert.ok(sent.length >= 24);
    for (const value of VALUES) assert.ok(!sent.some((body) => body.includes(value)), value);
    assert.ok(sent.some((body) => body.includes('〔身分證1〕')));
  });

  it('is in no output of any stage after the masking, file by file', async () => {
    const { artifacts } = running.service;
    let files = 0;
    for (const { stage, outputs } of run.stages.slice(STAGE_NAMES.indexOf('refine'))) {
      for (const [name, ref] of Object.entries(outputs ?? {})) {
        if (ref === null) continue;
        const entries = ref.kind === 'tree' ? await artifacts.listTree(ref) : [{ path: '', ...ref }];
        for (const { path, digest } of entries) {
          files += 1;
          clean((await artifacts.readBytes(digest)).toString('utf8'), `${stage}/${name}/${path}`);
        }
      }
    }
    assert.ok(files >= 25, `${files} files`);
  });

  it('is in nothing of the published version, and in no answer of the service about run and model', async () => {
    const { service } = running;
    const version = await service.models.show('m', 1);
    clean(JSON.stringify([run, version]), 'views');
    const entries = await service.artifacts.listTree(version.tree);
    for (const path of [
      'README.md',
      'lineage.json',
      'evaluation.json',
      'report/index.html',
      'report/findings.csv',
    ])
      assert.ok(
        entries.some((entry) => entry.path === path),
        path,
      );
    for (const { path, digest } of entries)
      clean((await service.artifacts.readBytes(digest)).toString('utf8'), `version ${path}`);
  });

  it('is nowhere once the raw uploads have expired: no file of the home, no row of the database', async () => {
    const { service } = running;
    for (const name of ['letters', 'letters-test'])
      await service.datasets.expire({ name, version: 1, days: 0 });
    assert.equal(await running.expireRaw(), 2);
    const home = await readdir(world.home, { recursive: true, withFileTypes: true });
    let searched = 0;
    for (const entry of home) {
      // The database's own files are searched as rows; it writes its pages when it likes.
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || path.startsWith(join(world.home, 'database'))) continue;
      searched += 1;
      clean((await readFile(path)).toString('utf8'), path);
    }
    assert.ok(searched >= 50, `${searched} files`);
    const tables = await running.stores.database.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    assert.ok(tables.length >= 10);
    for (const { schema, name } of tables) {
      const found = await running.stores.database.query(
        `SELECT to_jsonb(t)::text AS row FROM "${schema}"."${name}" t`,
      );
      clean(JSON.stringify(found), `table ${name}`);
    }
  });

  async function bytesOf(stage: 'ingest' | 'generate', output: string): Promise<string> {
    const ref = run.stages.find((one) => one.stage === stage)!.outputs![output]!;
    return (await running.service.artifacts.readBytes(ref.digest)).toString('utf8');
  }
});

/** None of the values is there, however a JSON text writes them. */
function clean(text: string, where: string): void {
  for (const value of VALUES) {
    assert.ok(!text.includes(value), `${value} in ${where}`);
    const escaped = [...value]
      .map((one) => (one > '\x7f' ? `\\u${one.charCodeAt(0).toString(16)}` : one))
      .join('');
    assert.ok(!text.toLowerCase().includes(escaped.toLowerCase()), `${value} escaped in ${where}`);
  }
}
