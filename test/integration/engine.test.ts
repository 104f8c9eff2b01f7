import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { STAGE_NAMES, type StageName } from '../../pipeline/contracts/names.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { type EmptyStageBehaviour, emptyStages } from './empty-stages.ts';
import { createWorld, type Running, runIn, SIZES, type World } from './world.ts';

/** The engine, the queue and the stores together, with stages that do no work. */
for (const size of SIZES) {
  describe(`engine (${size})`, function () {
    this.timeout(60_000);
    let world: World;
    let running: Running[] = [];

    beforeEach(async function () {
      world = await createWorld(size, this);
    });
    afterEach(async () => {
      for (const one of running) await one.close();
      running = [];
      await world.dispose();
    });

    const start = async (
      behaviour: EmptyStageBehaviour = {},
      settings = world.settings,
    ): Promise<Running> => {
      const one = await runIn(settings, emptyStages(behaviour));
      running.push(one);
      return one;
    };

    it('carries a run through all stages, and answers the same run from memory', async () => {
      const { service } = await start();
      const dataset = await upload(service);
      const first = await finished(service, (await service.runs.create({ name: 'm', dataset }, 'en')).id);
      assert.deepEqual([first.status, first.verdict], ['succeeded', 'PASS']);
      assert.deepEqual(
        first.stages.map((stage) => [stage.stage, stage.status, stage.cached]),
        STAGE_NAMES.map((name) => [name, 'done', false]),
      );
      const second = await finished(service, (await service.runs.create({ name: 'm', dataset }, 'en')).id);
      assert.ok(second.stages.every((stage) => stage.cached));
      assert.deepEqual(
        second.stages.map((stage) => stage.stageKey),
        first.stages.map((stage) => stage.stageKey),
      );
    });

    it('repeats nothing before the stage whose setting changed', async () => {
      const { service } = await start();
      const dataset = await upload(service);
      await finished(service, (await service.runs.create({ name: 'm', dataset }, 'en')).id);
      const spec = { train: { seed: 7 } };
      const changed = await finished(
        service,
        (await service.runs.create({ name: 'm', dataset, spec }, 'en')).id,
      );
      const before = STAGE_NAMES.indexOf('train');
      assert.deepEqual(
        changed.stages.slice(0, before + 1).map((stage) => stage.cached),
        [true, true, true, true, false],
      );
    });

    it('computes a stage once however many runs ask for it at the same time', async () => {
      const performed: StageName[] = [];
      const { service } = await start({
        during: async (stage) => {
          performed.push(stage);
        },
      });
      const dataset = await upload(service);
      const runs = await Promise.all(
        Array.from({ length: 8 }, () => service.runs.create({ name: 'm', dataset, again: true }, 'en')),
      );
      const views = await Promise.all(runs.map((run) => finished(service, run.id)));
      assert.ok(views.every((view) => view.status === 'succeeded'));
      assert.deepEqual(performed, [...STAGE_NAMES]);
    });

    it('tells its followers everything in order, also those who come late or again', async () => {
      const { service } = await start();
      const run = await service.runs.create({ name: 'm', dataset: await upload(service) }, 'en');
      const live = await eventsOf(service, run.id, 0);
      assert.deepEqual(await eventsOf(service, run.id, 0), live);
      assert.deepEqual(await eventsOf(service, run.id, live[4]!.seq), live.slice(5));
      assert.deepEqual(
        live.map((event) => event.seq),
        live.map((_, i) => i + 1),
      );
      const done = live.flatMap(({ body }) =>
        body.type === 'stage' && body.status === 'done' ? [body.stage] : [],
      );
      assert.deepEqual(done, [...STAGE_NAMES]);
      assert.deepEqual(live.at(-1)!.body, { type: 'run', status: 'succeeded', verdict: 'PASS', error: null });
    });

    it('cancels a run within seconds, and goes on from the last finished stage when asked', async () => {
      let hold = true;
      const { service } = await start({
        during: async (stage, _run, signal) => {
          if (stage === 'train' && hold) await aborted(signal);
        },
      });
      const run = await service.runs.create({ name: 'm', dataset: await upload(service) }, 'en');
      await until(service, run.id, (view) => view.stages[4]!.status === 'running');
      await service.runs.cancel(run.id, 'en');
      assert.equal((await finished(service, run.id)).stages[4]!.status, 'cancelled');
      await assert.rejects(service.runs.cancel(run.id, 'en'), { code: 'RUN_STATE' });
      hold = false;
      await service.runs.resume(run.id, 'en');
      const resumed = await until(service, run.id, (view) => view.status === 'succeeded');
      assert.deepEqual(resumed.stages.map((stage) => stage.attempt).slice(0, 4), [1, 1, 1, 1]);
    });

    it('goes on after a shutdown in mid-stage, repeating no finished stage', async () => {
      const performed: StageName[] = [];
      const holding: EmptyStageBehaviour = {
        during: async (stage, _run, signal) => {
          performed.push(stage);
          if (stage === 'evaluate') await aborted(signal);
        },
      };
      const first = await start(holding);
      const run = await first.service.runs.create({ name: 'm', dataset: await upload(first.service) }, 'en');
      await until(first.service, run.id, () => performed.includes('evaluate'));
      await first.close();
      running = [];
      const second = await start({
        during: async (stage) => {
          performed.push(stage);
        },
      });
      assert.equal(
        (await until(second.service, run.id, (view) => view.status === 'succeeded')).verdict,
        'PASS',
      );
      assert.deepEqual(performed, [...STAGE_NAMES.slice(0, 6), ...STAGE_NAMES.slice(5)]);
    });

    it('fails the run with the stage’s error, in the reader’s language, and tries passing faults again', async () => {
      let faults = 0;
      const { service } = await start({
        during: async (stage) => {
          if (stage === 'refine' && ++faults <= 2)
            throw new TouchstoneError('TRAINER_ENVIRONMENT', { params: { detail: 'x' } });
          if (stage === 'split') throw new TouchstoneError('TRAINER_DIVERGED', { params: { step: 3 } });
        },
      });
      const run = await service.runs.create({ name: 'm', dataset: await upload(service) }, 'en');
      const failed = await finished(service, run.id);
      assert.deepEqual([failed.status, failed.error?.code], ['failed', 'TRAINER_DIVERGED']);
      assert.equal(failed.stages[2]!.attempt, 3);
      assert.match((await service.runs.show(run.id, 'zh-TW')).error!.detail, /訓練發散/);
      assert.equal(
        (await eventsOf(service, run.id, 0)).filter(({ body }) => body.type === 'retry').length,
        2,
      );
    });

    it('finishes twenty runs at once', async () => {
      const { service } = await start();
      const dataset = await upload(service);
      const runs = await Promise.all(
        Array.from({ length: 20 }, (_, seed) =>
          service.runs.create({ name: 'm', dataset, spec: { train: { seed } } }, 'en'),
        ),
      );
      const views = await Promise.all(runs.map((run) => finished(service, run.id)));
      assert.ok(
        views.every(
          (view) => view.status === 'succeeded' && view.stages.every((stage) => stage.status === 'done'),
        ),
      );
    });

    it('refuses a forged message visibly, and leaves old generations alone', async () => {
      const { service, stores } = await start({
        during: async (_stage, _run, signal) => void (await delay(50, signal)),
      });
      const run = await service.runs.create({ name: 'm', dataset: await upload(service) }, 'en');
      await stores.queue.enqueue({
        runId: run.id,
        generation: 99,
        stages: [{ stage: 'publish', pool: 'cpu' }],
      });
      const view = await finished(service, run.id);
      assert.equal(view.status, 'succeeded');
      assert.ok(view.stages.every((stage) => stage.attempt === 1));
      const other = await service.runs.create(
        { name: 'm', dataset: await upload(service), spec: { train: { seed: 3 } } },
        'en',
      );
      await stores.queue.enqueue({
        runId: other.id,
        generation: 0.5,
        stages: [{ stage: 'publish', pool: 'cpu' }],
      });
      const failed = await finished(service, other.id);
      assert.deepEqual([failed.status, failed.error?.code], ['failed', 'QUEUE_PAYLOAD']);
    });
  });
}

type Service = Running['service'];

async function upload(service: Service): Promise<string> {
  const stream = Readable.from([Buffer.from('text,label\n一,甲\n')]);
  return (await service.datasets.upload({ name: 'd', filename: 'd.csv', stream })).id;
}

async function eventsOf(service: Service, id: string, after: number) {
  const events = [];
  for await (const event of service.runs.events(id, after, AbortSignal.timeout(30_000), 'en'))
    events.push(event);
  return events;
}

async function finished(service: Service, id: string): Promise<RunView> {
  await eventsOf(service, id, 0);
  return service.runs.show(id, 'en');
}

async function until(service: Service, id: string, when: (view: RunView) => boolean): Promise<RunView> {
  for (;;) {
    const view = await service.runs.show(id, 'en');
    if (when(view)) return view;
    assert.notEqual(view.status, 'failed', JSON.stringify(view.error));
    await delay(50);
  }
}

function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
