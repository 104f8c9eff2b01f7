import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkDataset } from '../../pipeline/check/check-dataset.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { RefineReport } from '../../pipeline/contracts/quality.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { openStores } from '../../pipeline/main/stores.ts';
import type { Queryable } from '../../pipeline/store/database/database.ts';
import { dirtyTable } from '../unit/stages/refine/dirty-table.ts';
import { dataStages, outputText, uploadText } from './data-stages.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type Running, runIn, SIZES, type World } from './world.ts';

/** Enough for seven parts. */
const ROWS = 16_000;
const SPEC = { refine: { rules: { label_noise: 'off' } } } as const;

interface PartRow {
  readonly key: string;
  readonly done: boolean;
  readonly owner: string;
  readonly made: Date | null;
}

const partsIn = (sql: Queryable): Promise<PartRow[]> =>
  sql.query<PartRow>(
    `SELECT p.key, p.done, p.owner, m.created_at AS made FROM touchstone.parts p
       LEFT JOIN touchstone.memo m ON m.stage_key = p.key ORDER BY p.ordinal`,
  );

/** What refining the rows comes to where no service and no other thread has a hand in it. */
async function expectedReport(rows: string): Promise<RefineReport> {
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-parts-'));
  try {
    const dataset = join(directory, 'rows.jsonl');
    await writeFile(dataset, rows);
    const spec = pipelineSpecSchema.parse(SPEC);
    const signal = new AbortController().signal;
    const request = { dataset, test: null, spec, signal, threads: 1, onProgress: () => {} };
    return (await checkDataset(request, () => {})).refine!;
  } finally {
    await rm(directory, { recursive: true });
  }
}

for (const size of SIZES) {
  describe(`parts of stages (${size})`, function () {
    this.timeout(180_000);
    const rows = dirtyTable(ROWS, 3)
      .map(({ messages, label }) => `${JSON.stringify({ text: messages[0]!.content, label })}\n`)
      .join('');
    let world: World;
    let running: Running[] = [];

    beforeEach(async function () {
      // One worker for stages and one thread for parts: a stage that waits for its parts must help itself.
      world = await createWorld(size, this, { TOUCHSTONE_CPU_WORKERS: '1' });
    });
    afterEach(async () => {
      for (const one of running) await one.close();
      running = [];
      await world?.dispose();
    });

    const start = async (settings = world.settings): Promise<Running> => {
      const one = await runIn(settings, dataStages());
      running.push(one);
      return one;
    };
    const finished = async ({ service }: Running, id: string): Promise<RunView> => {
      for await (const _ of service.runs.events(id, 0, AbortSignal.timeout(120_000), 'en'));
      return service.runs.show(id, 'en');
    };
    /** Waits until so many parts were begun on in this home. */
    const begun = async (count: number): Promise<void> => {
      const seen = new Set<string>();
      while (seen.size < count) {
        const names = await readdir(join(world.home, 'work')).catch(() => []);
        for (const name of names) if (name.startsWith('part-')) seen.add(name);
        await wait(10);
      }
    };

    it('give what the whole gives, and are remembered by themselves', async () => {
      const one = await start();
      const dataset = await uploadText(one.service, 'd', rows);
      const create = (refine: object) =>
        one.service.runs.create(
          { name: 'm', dataset, spec: { refine: { ...SPEC.refine, ...refine } } },
          'en',
        );
      const run = await finished(one, (await create({})).id);
      assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
      const report = JSON.parse(await outputText(one.service, run, 'refine', 'report'));
      assert.deepEqual(report, await expectedReport(rows));
      const before = await partsIn(one.stores.database);
      assert.ok(before.length >= 7 && before.every(({ done }) => done), JSON.stringify(before));
      const other = await finished(
        one,
        (await create({ rules: { ...SPEC.refine.rules, imbalance: 'off' } })).id,
      );
      assert.equal(other.status, 'succeeded');
      const made = (all: readonly PartRow[]) =>
        new Set(all.map(({ key, made: at }) => `${key} ${at?.getTime()}`));
      assert.deepEqual(made(await partsIn(one.stores.database)), made(before));
      assert.deepEqual(
        (await readdir(join(world.home, 'work'))).filter((name) => name.startsWith('part-')),
        [],
      );
    });

    it('are lost with a killed service only where they were under way', async () => {
      let service = await ServiceUnderTest.start(world.environment, 'small-parts');
      try {
        const dataset = (await service.upload('d', rows)).id;
        const { id } = await service.createRun({ name: 'm', dataset, spec: SPEC });
        await begun(3);
        await service.kill();
        const stores = await openStores(world.settings, () => {});
        const before = await partsIn(stores.database).finally(() => stores.close());
        const done = before.filter(({ made }) => made !== null);
        assert.ok(done.length >= 1 && done.length < before.length, JSON.stringify(before));
        service = await ServiceUnderTest.start(world.environment, 'small-parts');
        let run = await service.run(id);
        while (stageOf(run, 'refine').status !== 'done') {
          assert.notEqual(run.status, 'failed', JSON.stringify(run.error));
          await wait(100);
          run = await service.run(id);
        }
        await service.kill();
        const again = await openStores(world.settings, () => {});
        try {
          const after = await partsIn(again.database);
          for (const { key, made } of done)
            assert.deepEqual(after.find((one) => one.key === key)?.made, made);
          assert.ok(after.every((one) => one.done));
          const { digest } = stageOf(run, 'refine').outputs!.report as BlobRef;
          const report = JSON.parse((await again.artifacts.readBytes(digest)).toString());
          assert.deepEqual(report, await expectedReport(rows));
        } finally {
          await again.close();
        }
      } finally {
        await service.kill();
      }
    });

    it('end when their run is cancelled, and are taken up where it goes on', async () => {
      const one = await start();
      const dataset = await uploadText(one.service, 'd', rows);
      const { id } = await one.service.runs.create({ name: 'm', dataset, spec: SPEC }, 'en');
      await begun(2);
      await one.service.runs.cancel(id, 'en');
      const cancelled = performance.now();
      while ((await readdir(join(world.home, 'work'))).some((name) => name.startsWith('part-'))) {
        assert.ok(performance.now() - cancelled < 15_000, 'parts of a cancelled run go on');
        await wait(50);
      }
      const before = await partsIn(one.stores.database);
      assert.ok(
        before.some(({ done }) => !done),
        'the run was over before it could be cancelled',
      );
      await one.service.runs.resume(id, 'en');
      const run = await finished(one, id);
      assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
      const after = await partsIn(one.stores.database);
      assert.deepEqual(
        after
          .filter(({ key }) => before.find((row) => row.key === key)?.made !== null)
          .map(({ made }) => made),
        before.filter(({ made }) => made !== null).map(({ made }) => made),
      );
    });

    if (size === 'server') {
      it('are made by every service that has a thread free', async () => {
        const here = await start();
        await start(await world.neighbour());
        const dataset = await uploadText(here.service, 'd', rows);
        const { id } = await here.service.runs.create({ name: 'm', dataset, spec: SPEC }, 'en');
        const run = await finished(here, id);
        assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
        const parts = await partsIn(here.stores.database);
        assert.equal(new Set(parts.map(({ owner }) => owner)).size, 2, JSON.stringify(parts));
        const report = JSON.parse(await outputText(here.service, run, 'refine', 'report'));
        assert.deepEqual(report, await expectedReport(rows));
      });
    }
  });
}

function stageOf(run: RunView, name: string) {
  return run.stages.find(({ stage }) => stage === name)!;
}
