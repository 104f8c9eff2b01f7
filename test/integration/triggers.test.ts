import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { TriggerView } from '../../pipeline/contracts/triggers.ts';
import { causeOf } from '../../pipeline/contracts/triggers.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { insertPending, newTriggerId } from '../../pipeline/store/rows/triggers.ts';
import { type EmptyStageBehaviour, emptyStages } from './empty-stages.ts';
import { createWorld, type Running, runIn, SIZES, type World } from './world.ts';

type Service = Running['service'];

/** Everything that starts runs, on both sizes, with stages that do no work. */
for (const size of SIZES) {
  describe(`triggers (${size})`, function () {
    this.timeout(120_000);
    let world: World;
    let running: Running[] = [];
    let open: () => void = () => {};

    beforeEach(async function () {
      world = await createWorld(size, this);
    });
    afterEach(async () => {
      open();
      for (const one of running) await one.close();
      running = [];
      await world.dispose();
    });

    const start = async (behaviour: EmptyStageBehaviour = {}, settings = world.settings) => {
      const one = await runIn(settings, emptyStages(behaviour));
      running.push(one);
      return one;
    };

    /** A service whose runs get no further than their first stage until `open` is called. */
    const startHeld = async (settings = world.settings) => {
      const gate = new Promise<void>((resolve) => {
        const before = open;
        open = () => {
          before();
          resolve();
        };
      });
      return start({ during: () => gate }, settings);
    };

    it('give one run for the same work while it is under way, and say so', async () => {
      const { service } = await startHeld();
      const dataset = await upload(service, '甲');
      const ask = (spec: object = {}) => service.runs.create({ name: 'm', dataset, spec }, 'en');
      const first = await ask();
      assert.equal(first.request.outcome, 'started');
      const second = await ask({ train: {} });
      assert.deepEqual([second.id, second.request.outcome], [first.id, 'joined']);
      assert.notEqual((await ask({ train: { seed: 9 } })).id, first.id);
      const run = await service.runs.show(first.id, 'en');
      assert.equal(run.trigger.id, first.request.id);
      assert.deepEqual(
        run.joined.map(({ id }) => id),
        [second.request.id],
      );
      const again = await service.runs.create({ name: 'm', dataset, again: true }, 'en');
      assert.deepEqual([again.id === first.id, again.request.outcome], [false, 'started']);
    });

    it('that nobody pulled by hand get the run that has just ended; a person gets a new one', async () => {
      const { service } = await start();
      const dataset = await upload(service, '甲');
      const ask = (kind: 'api' | 'jenkins') =>
        service.runs.create({ name: 'm', dataset, trigger: { kind, by: 'x' } }, 'en');
      const first = await ask('jenkins');
      await ended(service, first.id);
      assert.equal((await ask('jenkins')).id, first.id);
      const byHand = await ask('api');
      assert.notEqual(byHand.id, first.id);
      await ended(service, byHand.id);
      // Another decision about the data is other work.
      await service.decisions.decide('d', { ...SIGNED, rule: 'empty_input', action: 'keep' });
      assert.notEqual((await ask('jenkins')).id, byHand.id);
    });

    it('pulled at the same moment, in two services where there are two, give one run', async () => {
      const first = await startHeld();
      const second = size === 'server' ? await startHeld(await world.neighbour()) : first;
      const dataset = await upload(first.service, '甲');
      const runs = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          (at % 2 === 0 ? first : second).service.runs.create({ name: 'm', dataset }, 'en'),
        ),
      );
      assert.equal(new Set(runs.map(({ id }) => id)).size, 1);
      assert.equal(runs.filter(({ request }) => request.outcome === 'started').length, 1);
      assert.equal((await second.service.runs.list({}, 'en')).items.length, 1);
    });

    it('with a key are heard of once, also after the end; the key is not for other work', async () => {
      const { service } = await start();
      const dataset = await upload(service, '甲');
      const ask = (more: object = {}) =>
        service.runs.create({ name: 'm', dataset, key: 'k1', ...more }, 'en');
      const [first, twin] = await Promise.all([ask(), ask()]);
      assert.equal(first.id, twin.id);
      await ended(service, first.id);
      const later = await ask();
      assert.deepEqual([later.id, later.request.id], [first.id, first.request.id]);
      await assert.rejects(ask({ spec: { train: { seed: 5 } } }), { code: 'TRIGGER_KEY_REUSED' });
      assert.equal((await service.runs.create({ name: 'n', dataset, key: 'k1' }, 'en')).name, 'n');
      const again = await ask({ again: true });
      assert.notEqual(again.id, first.id);
      assert.equal((await ask()).id, again.id);
    });

    it('that are refused are on record with the reason, and may be asked again under the same key', async () => {
      const { service } = await start();
      const dataset = await upload(service, '甲');
      const bad = { name: 'm', dataset, spec: { base: 'gemma3-270n' }, key: 'k' };
      const trigger = { kind: 'jenkins', by: 'ci', link: 'https://ci.example/job/1' } as const;
      await assert.rejects(service.runs.create({ ...bad, trigger }, 'en'), { code: 'BASE_UNKNOWN' });
      await assert.rejects(service.runs.create(bad, 'en'), { code: 'BASE_UNKNOWN' });
      const { items } = await service.triggers.list({ outcome: 'refused' }, 'zh-TW');
      assert.deepEqual(
        items.map(({ kind, name, run, error }) => [kind, name, run, error?.code]),
        [['jenkins', 'm', null, 'BASE_UNKNOWN']],
      );
      assert.match(items[0]!.error!.detail, /基礎模型/);
      assert.equal((await service.triggers.show(items[0]!.id, 'en')).link, trigger.link);
      assert.equal(
        (await service.runs.create({ name: 'm', dataset, key: 'k2' }, 'en')).request.outcome,
        'started',
      );
    });

    it('of an upload start what is kept for it, once for each version', async () => {
      const { service } = await start();
      await service.pipelines.set({ ...PIPELINE, upload: true }, 'alice');
      await service.pipelines.set({ ...PIPELINE, name: 'other' }, 'alice');
      await upload(service, '甲');
      const [first] = await triggersOf(service);
      assert.deepEqual([first!.kind, first!.name, first!.outcome], ['upload', 'm', 'started']);
      assert.equal(first!.data!.version, 1);
      await ended(service, first!.run!);
      await upload(service, '甲');
      await upload(service, '乙');
      const outcomes = (await triggersOf(service)).map((one) => [one.data?.version, one.outcome]);
      assert.deepEqual(outcomes, [
        [2, 'started'],
        [1, 'unchanged'],
        [1, 'started'],
      ]);
      await service.pipelines.pause({ name: 'm', ...SIGNED });
      await upload(service, '丙');
      const [refused] = await triggersOf(service);
      assert.deepEqual([refused!.outcome, refused!.error!.code], ['refused', 'PIPELINE_PAUSED']);
      const byHand = await service.pipelines.start({ name: 'm', trigger: { kind: 'cli', by: 'bob' } }, 'en');
      assert.deepEqual([byHand.request.outcome, byHand.dataset.version], ['started', 3]);
    });

    it('for changes alone pass over a run that the machine failed, and not one whose data was wrong', async () => {
      const faults = [
        new TouchstoneError('TRAINER_DIVERGED', { params: { step: 3 } }),
        new TouchstoneError('INPUT_EMPTY_FILE', {}),
      ];
      const { service } = await start({
        during: async (stage) => {
          if (stage === 'split' && faults.length > 0) throw faults.shift();
        },
      });
      await service.pipelines.set({ ...PIPELINE, upload: true }, 'alice');
      const outcomes: string[] = [];
      for (let times = 0; times < 3; times++) {
        await upload(service, '甲');
        const [{ outcome, run } = assert.fail('no trigger')] = await triggersOf(service);
        outcomes.push(outcome);
        await ended(service, run!);
      }
      assert.deepEqual(outcomes, ['started', 'started', 'unchanged']);
    });

    it('are not lost by a service that dies before it has decided, or before it has queued the run', async () => {
      const first = await start();
      const dataset = await upload(first.service, '甲');
      await first.service.pipelines.set(PIPELINE, 'alice');
      // As it stands when a service is killed right after it wrote the trigger down.
      const id = newTriggerId();
      const draft = { id, name: 'm', cause: causeOf({ kind: 'upload', by: 'alice' }), key: 'm:upload:x' };
      const asked = { of: 'pipeline', dataset, again: false, only_if_changed: true };
      await insertPending(first.stores.database, draft, asked);
      await first.close();
      running = [];
      const { service } = await start();
      const settled = await until(
        () => service.triggers.show(id, 'en'),
        (one) => one.outcome !== 'pending',
      );
      assert.equal(settled.outcome, 'started');
      assert.equal((await ended(service, settled.run!)).status, 'succeeded');
    });

    it('that nobody can make sense of are refused, not tried for ever', async () => {
      const { service, stores } = await start();
      const id = newTriggerId();
      await insertPending(
        stores.database,
        { id, name: 'm', cause: causeOf({ kind: 'git' }), key: null },
        { of: 'x' },
      );
      const settled = await until(
        () => service.triggers.show(id, 'en'),
        (one) => one.outcome !== 'pending',
      );
      assert.deepEqual([settled.outcome, settled.error?.code], ['refused', 'INTERNAL']);
    });
  });
}

const SIGNED = { by: 'alice', reason: 'as agreed' };
const PIPELINE = { name: 'm', dataset: 'd', test: null, spec: {}, schedule: null, upload: false, git: null };

async function upload(service: Service, text: string): Promise<string> {
  const stream = Readable.from([Buffer.from(`text,label\n${text},甲\n`)]);
  return (await service.datasets.upload({ name: 'd', filename: 'd.csv', stream, by: 'alice' })).id;
}

/** Newest first. */
async function triggersOf(service: Service): Promise<readonly TriggerView[]> {
  return (await service.triggers.list({ name: 'm' }, 'en')).items;
}

async function ended(service: Service, id: string): Promise<RunView> {
  for await (const _ of service.runs.events(id, 0, AbortSignal.timeout(60_000), 'en'));
  return service.runs.show(id, 'en');
}

async function until<T>(look: () => Promise<T>, when: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (when(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
