import assert from 'node:assert/strict';
import { STAGE_NAMES, type StageName } from '../../pipeline/contracts/names.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { BRIEF_EVALUATION } from '../fixtures/brief-evaluation.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { notExercised } from '../preflight.ts';
import { POSTGRES_INSTALL } from '../servers/postgres.ts';
import { servers } from '../servers/servers.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { trainersOf } from './trainers.ts';
import { createWorld, SIZES, type World } from './world.ts';

/** What a tiny model publishes only by override. */
const SPEC = {
  train: { epochs: 1 },
  evaluate: BRIEF_EVALUATION,
  publish: { override: { by: 'recovery test', reason: 'random weights never pass the gate' } },
};

/** Long enough a training to be disturbed in its middle. */
const LONG = { ...SPEC, train: { epochs: 30 } };

/** The adapter of a run that nothing disturbed, whatever it is stored in. */
let untouched: string | undefined;

for (const size of SIZES) {
  describe(`recovery (${size})`, function () {
    this.timeout(480_000);
    let world: World;
    let service: ServiceUnderTest;
    let id: string;

    beforeEach(async function () {
      world = await createWorld(size, this, { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
      service = await ServiceUnderTest.start(world.environment);
    });
    afterEach(async () => {
      await service?.stop();
      await world?.dispose();
    });

    const begin = async (spec: unknown): Promise<void> => {
      const dataset = await service.upload('d', tinyRows());
      id = (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id;
    };
    const trainingReaches = async (percent: number): Promise<void> => {
      await begin(LONG);
      await trainingReached(service, id, percent);
    };
    const restart = async (): Promise<void> => {
      await service.kill();
      service = await ServiceUnderTest.start(world.environment);
    };
    /** The run has ended well, has published once, and what was done before the last kill was not done again. */
    const check = async (before: RunView | null): Promise<RunView> => {
      const view = await service.finished(id);
      assert.deepEqual(
        [view.status, view.verdict, view.model],
        ['succeeded', 'FAIL', { name: 'm', version: 1 }],
        JSON.stringify(view.error),
      );
      assert.ok(view.stages.every((stage) => stage.status === 'done'));
      for (const done of before?.stages.filter((stage) => stage.status === 'done') ?? []) {
        const after = view.stages.find((stage) => stage.stage === done.stage)!;
        assert.deepEqual(
          [after.finishedAt, after.attempt],
          [done.finishedAt, done.attempt],
          `${done.stage} was repeated`,
        );
      }
      const models = await service.models();
      assert.deepEqual(
        models.map((model) => [model.name, model.version]),
        [['m', 1]],
      );
      return view;
    };

    it('survives kill -9 of the service at every stage boundary', async () => {
      await begin(SPEC);
      let after = 0;
      let before: RunView | null = null;
      for (const boundary of STAGE_NAMES.slice(0, -1)) {
        for await (const event of service.events(id, after)) {
          after = event.seq;
          if (event.body.type === 'stage' && event.body.stage === boundary && event.body.status === 'done')
            break;
        }
        before = await service.run(id);
        await restart();
      }
      await check(before);
    });

    it('goes on from the checkpoint after kill -9 of the service in mid-training, to the same adapter', async () => {
      await trainingReaches(30);
      const before = await service.run(id);
      await restart();
      const view = await check(before);
      assert.ok(
        (await resumedSteps(service, id)).some((step) => step > 0),
        'training began anew',
      );
      untouched ??= await adapterOfUninterruptedRun(world, this.ctx as Mocha.Context);
      assert.equal(view.stages[STAGE_NAMES.indexOf('train')]!.outputs!.adapter!.digest, untouched);
    });

    if (size === 'embedded')
      it('goes on after kill -9 of the trainer', async () => {
        await trainingReaches(20);
        await killTrainers(world.home);
        const view = await check(null);
        assert.equal(stageOf(view, 'train').attempt, 2);
      });

    it('puts the run aside on SIGTERM, leaving no process, and resumes it', async () => {
      await trainingReaches(20);
      await service.stop();
      assert.deepEqual(await trainersOf(world.home), []);
      service = await ServiceUnderTest.start(world.environment);
      await check(null);
      assert.ok(
        (await resumedSteps(service, id)).some((step) => step > 0),
        'training began anew',
      );
    });

    it('tells a second service on the same home who has it', async () => {
      await assert.rejects(ServiceUnderTest.start(world.environment), /HOME_IN_USE/);
      assert.deepEqual(await service.models(), []);
    });

    if (size === 'server') {
      it('loses nothing when Redis is emptied in mid-run', async () => {
        const { redis } = await servers();
        await trainingReaches(10);
        await redis!.flush();
        const view = await check(null);
        assert.equal(stageOf(view, 'train').attempt, 1);
      });

      it('goes on when PostgreSQL restarts in mid-run, cleanly or by a crash', async function () {
        const { postgres } = await servers();
        const restartPostgres = postgres!.restart;
        if (restartPostgres === null) return notExercised(this, 'a restart of PostgreSQL', POSTGRES_INSTALL);
        await trainingReaches(10);
        await restartPostgres('fast');
        await trainingReached(service, id, 60);
        await restartPostgres('immediate');
        await check(null);
      });
    }
  });
}

function stageOf(view: RunView, name: StageName) {
  return view.stages.find((stage) => stage.stage === name)!;
}

async function trainingReached(service: ServiceUnderTest, id: string, percent: number): Promise<void> {
  for await (const { body } of service.events(id)) {
    if (body.type === 'progress' && body.stage === 'train' && body.progress.percent >= percent) return;
    if (body.type === 'stage' && body.stage === 'evaluate')
      assert.fail('training was over before it could be disturbed');
  }
  assert.fail(`the run ended: ${JSON.stringify((await service.run(id)).error)}`);
}

/** Steps from which training went on, as the events tell it. */
async function resumedSteps(service: ServiceUnderTest, id: string): Promise<number[]> {
  const steps: number[] = [];
  for await (const { body } of service.events(id)) {
    const message = body.type === 'progress' ? body.progress.message?.en : undefined;
    const match = /from its checkpoint: step (\d+)/.exec(message ?? '');
    if (match) steps.push(Number(match[1]));
  }
  return steps;
}

async function adapterOfUninterruptedRun(world: World, test: Mocha.Context): Promise<string> {
  const other = await createWorld(world.size, test, { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
  const service = await ServiceUnderTest.start(other.environment);
  try {
    const dataset = await service.upload('d', tinyRows());
    const run = await service.finished(
      (await service.createRun({ name: 'm', dataset: dataset.id, spec: LONG })).id,
    );
    return stageOf(run, 'train').outputs!.adapter!.digest;
  } finally {
    await service.stop();
    await other.dispose();
  }
}

async function killTrainers(home: string): Promise<void> {
  const trainers = await trainersOf(home);
  assert.ok(trainers.length > 0, 'no trainer is at work');
  for (const pid of trainers) process.kill(pid, 'SIGKILL');
}
