import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { ModelHistory } from '../../pipeline/contracts/model-history.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { RunsComparison } from '../../pipeline/contracts/runs-comparison.ts';
import { DirectoryStore } from '../../pipeline/store/artifacts/directory.ts';
import { listFiles } from '../../pipeline/store/artifacts/tree.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, SIZES, type World } from './world.ts';

const OVERRIDE = { by: 'pipeline test', reason: 'random weights never pass the gate' };

/** The whole program over HTTP with the real trainer, on each size: the same requests, the same answers. */
for (const size of SIZES) {
  describe(`pipeline (${size})`, function () {
    this.timeout(180_000);
    let world: World;
    let service: ServiceUnderTest;

    before(async function () {
      world = await createWorld(size, this, { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
      service = await ServiceUnderTest.start(world.environment);
    });
    after(async () => {
      await service?.stop();
      await world?.dispose();
    });

    it('turns an upload into a report and a published model, and the same upload again into the same answer', async () => {
      const dataset = await service.upload('d', tinyRows());
      const spec = { train: { epochs: 1 }, publish: { override: OVERRIDE } };
      const first = await service.finished(
        (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id,
      );
      assert.deepEqual(
        [first.status, first.model],
        ['succeeded', { name: 'm', version: 1 }],
        JSON.stringify(first.error),
      );
      const chosen = new Set(first.decisions.map((decision) => decision.field));
      for (const field of ['base', 'task.kind', 'train.learning_rate', 'split.test'])
        assert.ok(chosen.has(field), field);
      assert.ok(first.decisions.every(({ reason }) => reason.en.length > 0 && reason['zh-TW'].length > 0));
      for (const [language, words] of [
        ['zh-TW', /<html[^>]+lang="zh-Hant-TW"|<html[^>]+lang="zh-TW"/],
        ['en', /<html[^>]+lang="en"/],
      ] as const) {
        const page = await fetch(`${service.url}/v1/runs/${first.id}/report`, {
          headers: { 'accept-language': language },
        });
        assert.match(await page.text(), words);
        assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
      }
      const second = await service.finished(
        (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id,
      );
      assert.ok(second.stages.every((stage) => stage.cached));
      assert.deepEqual(second.model, first.model);
      assert.equal((await service.models()).length, 1);
    });

    it('gives the same model again by the settings in the report, with no auto left to choose', async () => {
      const dataset = await service.upload('d', tinyRows());
      const spec = { train: { epochs: 1 }, publish: { override: OVERRIDE } };
      const ran = async (name: string, own: unknown) =>
        service.finished((await service.createRun({ name, dataset: dataset.id, spec: own })).id);
      const first = await ran('m', spec);
      const pinned = await (await fetch(`${service.url}/v1/runs/${first.id}/report/spec.json`)).json();
      assert.doesNotMatch(JSON.stringify((pinned as { train: unknown }).train), /auto/);
      const again = await ran('again', pinned);
      const stage = (run: typeof first, name: string) => run.stages.find((one) => one.stage === name)!;
      assert.equal(stage(again, 'train').cached, false, 'it was trained, not remembered');
      assert.deepEqual(stage(again, 'train').outputs!.adapter, stage(first, 'train').outputs!.adapter);
      assert.deepEqual(
        stage(again, 'evaluate').outputs!.predictions,
        stage(first, 'evaluate').outputs!.predictions,
      );
      const report = await (await fetch(`${service.url}/v1/runs/${again.id}/report/report.json`)).json();
      const { resources } = report as Pick<ReportModel, 'resources'>;
      // The model is the same, so its answers are remembered.
      assert.deepEqual(
        resources!.energy!.parts.map(({ stage: name }) => name),
        ['train'],
      );
      assert.ok(resources!.stages.every(({ seconds }) => seconds > 0));
    });

    it('does not publish what the gate refused', async () => {
      const dataset = await service.upload('d', tinyRows());
      const spec = { train: { epochs: 1, seed: 5 } };
      const run = await service.finished(
        (await service.createRun({ name: 'refused', dataset: dataset.id, spec })).id,
      );
      assert.deepEqual([run.status, run.verdict, run.model], ['succeeded', 'FAIL', null]);
      assert.ok((await service.models()).every((model) => model.name !== 'refused'));
    });

    it('repeats no model work when a version is promoted, and none but the training when its seed changes', async () => {
      const dataset = await service.upload('d', tinyRows());
      const spec = { train: { epochs: 1 }, publish: { override: OVERRIDE } };
      const body = JSON.stringify({ version: 1, by: 'test', reason: 'a test needs something in production' });
      const headers = { 'content-type': 'application/json' };
      const moved = await fetch(`${service.url}/v1/models/m/aliases/production`, {
        method: 'POST',
        headers,
        body,
      });
      assert.equal(moved.status, 200);
      const after = await service.finished(
        (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id,
      );
      assert.deepEqual(
        [after.stages.find(({ stage }) => stage === 'train')!.cached, after.model],
        [true, { name: 'm', version: 1 }],
      );
    });

    it('sets runs side by side and shows the versions of a name over time', async () => {
      const dataset = await service.upload('d', tinyRows());
      const made = async (seed: number): Promise<string> => {
        const spec = { train: { epochs: 1, seed }, publish: { override: OVERRIDE } };
        const request = { name: 'over-time', dataset: dataset.id, spec };
        return (await service.finished((await service.createRun(request)).id)).id;
      };
      const runs = [await made(1), await made(2)];
      const page = (path: string) =>
        fetch(`${service.url}${path}`, { headers: { 'accept-language': 'zh-TW' } });
      const compared = (await (
        await page(`/v1/comparisons/${runs.join(',')}/comparison.json`)
      ).json()) as RunsComparison;
      assert.deepEqual(
        compared.runs.map(({ id }) => id),
        runs,
      );
      assert.ok(compared.same_test);
      assert.deepEqual(
        compared.pairs.map(({ run, reference }) => [run, reference]),
        [[runs[1], runs[0]]],
      );
      assert.deepEqual(compared.settings, [{ field: 'train.seed', values: [1, 2] }]);
      const told = await (await page(`/v1/runs/${runs[1]}/report/report.json`)).json();
      assert.deepEqual((told as { previous: { settings: unknown } }).previous.settings, [
        { field: 'train.seed', before: 1, after: 2 },
      ]);
      const history = (await (
        await page('/v1/models/over-time/overview/history.json')
      ).json()) as ModelHistory;
      assert.deepEqual(
        history.versions.map(({ version, run }) => [version, run]),
        [
          [1, runs[0]],
          [2, runs[1]],
        ],
      );
      assert.equal(history.versions[0]!.tuned.value, compared.runs[0]!.figures[0]!.value);
      assert.deepEqual(history.versions[1]!.label_changes, []);
      for (const path of [`/v1/comparisons/${runs.join(',')}`, '/v1/models/over-time/overview'])
        assert.match(await (await page(path)).text(), /<html[^>]+lang="zh-TW"/);
    });

    it('says what is wrong with a file, where, and what to do, in the reader’s language', async () => {
      const dataset = await service.upload(
        'bad',
        `${tinyRows()}{"text": "少了標籤"}\n{"text": "斷`,
        '壞掉的.jsonl',
      );
      const run = await service.finished((await service.createRun({ name: 'bad', dataset: dataset.id })).id);
      assert.equal(run.status, 'failed');
      const items = run.error!.errors.map(({ file, line, code }) => [file, line, code]);
      assert.deepEqual(
        items.map(([file]) => file),
        items.map(() => '壞掉的.jsonl'),
      );
      assert.deepEqual(
        items.map(([, line]) => line),
        [43, 44],
      );
      assert.ok(run.error!.errors.every((item) => item.advice.length > 0));
      const zh = await fetch(`${service.url}/v1/runs/${run.id}`, { headers: { 'accept-language': 'zh-TW' } });
      assert.match(((await zh.json()) as { error: { detail: string } }).error.detail, /[一-鿿]/);
    });

    it('keeps nothing of an upload that was cut off half-way', async () => {
      const { port, hostname } = new URL(service.url);
      const socket = createConnection(Number(port), hostname);
      const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="x.jsonl"\r\n\r\n';
      socket.write(
        `POST /v1/datasets/cut/versions HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n${head}{"text":`,
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal((await fetch(`${service.url}/v1/datasets/cut`)).status, 404);
      const incoming = join(world.home, 'artifacts', 'incoming');
      if (size === 'embedded') assert.deepEqual(await listFiles(incoming), []);
    });
  });
}

describe('an exported adapter', () => {
  it('is what the store holds, byte for byte', async function () {
    this.timeout(240_000);
    const world = await createWorld('embedded', this, { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
    const service = await ServiceUnderTest.start(world.environment);
    try {
      const dataset = await service.upload('d', tinyRows());
      const spec = { train: { epochs: 1 }, publish: { override: OVERRIDE } };
      const run = await service.finished(
        (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id,
      );
      const adapter = run.stages.find(({ stage }) => stage === 'train')!.outputs!.adapter!;
      const listing = (await (await fetch(`${service.url}/v1/models/m/versions/1/files`)).json()) as {
        files: { path: string; digest: string }[];
      };
      const store = await DirectoryStore.open(join(world.home, 'artifacts'));
      assert.ok(adapter.kind === 'tree');
      for (const entry of await store.listTree(adapter)) {
        const shown = listing.files.find(({ path }) => path === `adapter/${entry.path}`);
        assert.equal(shown?.digest, entry.digest, entry.path);
        const sent = await fetch(`${service.url}/v1/models/m/versions/1/files/adapter/${entry.path}`);
        const path = await store.localFile({ kind: 'blob', ...entry });
        assert.ok(Buffer.from(await sent.arrayBuffer()).equals(await readFile(path)), entry.path);
      }
    } finally {
      await service.stop();
      await world.dispose();
    }
  });
});
