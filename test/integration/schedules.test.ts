import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { TriggerView } from '../../pipeline/contracts/triggers.ts';
import { nextTimes } from '../../pipeline/queue/calendar.ts';
import { emptyStages } from './empty-stages.ts';
import { createWorld, type Running, runIn, SIZES, type World } from './world.ts';

type Service = Running['service'];

/** Two seconds apart: finer than anybody may ask for, so it is written past the service's checks. */
const OFTEN = { cron: '*/2 * * * * *', tz: 'Asia/Taipei', only_if_changed: true };
const YEARLY = { cron: '0 2 1 1 *', tz: 'Asia/Taipei', only_if_changed: true };
const PIPELINE = { name: 'm', dataset: 'd', test: null, spec: {}, upload: false, git: null };

/** Pipelines that the calendar starts, on both sizes. */
for (const size of SIZES) {
  describe(`schedules (${size})`, function () {
    this.timeout(120_000);
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

    const start = async (settings = world.settings): Promise<Running> => {
      const one = await runIn(settings, emptyStages());
      running.push(one);
      return one;
    };
    const stopAll = async () => {
      for (const one of running) await one.close();
      running = [];
    };
    const repetitions = ({ stores }: Running) => stores.queue.tasks.repetitions('schedule-');

    it('start a pipeline at each moment once, however many services there are, and only where something changed', async () => {
      const first = await start();
      await upload(first.service, '甲');
      await first.service.pipelines.set({ ...PIPELINE, schedule: YEARLY }, 'alice');
      await first.stores.database.query('UPDATE touchstone.pipelines SET schedule = $1, due_at = $2', [
        JSON.stringify(OFTEN),
        nextTimes(OFTEN, new Date(), 1)[0],
      ]);
      await stopAll();
      // A service puts the queue in order when it begins.
      const { service } = await start();
      if (size === 'server') await start(await world.neighbour());
      const some = await until(
        () => triggersOf(service),
        (all) => all.length >= 3,
      );
      await service.pipelines.pause({ name: 'm', by: 'alice', reason: 'enough' });
      const all = await triggersOf(service);
      assert.ok(all.length >= some.length);
      const dues = all.map(({ due }) => due!);
      assert.equal(new Set(dues).size, dues.length, 'a moment was started twice');
      assert.ok(dues.every((due) => new Date(due).getSeconds() % 2 === 0));
      assert.deepEqual(new Set(all.map(({ kind, by }) => `${kind} ${by}`)), new Set(['schedule alice']));
      assert.equal(all.at(-1)!.outcome, 'started');
      assert.deepEqual(
        all.slice(0, -1).filter(({ outcome }) => outcome === 'started'),
        [],
      );
      assert.equal((await service.runs.list({}, 'en')).items.length, 1);
    });

    it('are put back into a queue that was emptied, and taken out when they are not wanted', async () => {
      const one = await start();
      await one.service.pipelines.set({ ...PIPELINE, schedule: YEARLY }, 'alice');
      const wanted = [{ id: 'schedule-m', when: { cron: YEARLY.cron, tz: YEARLY.tz } }];
      assert.deepEqual(await repetitions(one), wanted);
      await one.stores.queue.tasks.endRepetition('schedule-m');
      await stopAll();
      const { service, stores } = await start();
      assert.deepEqual(await stores.queue.tasks.repetitions('schedule-'), wanted);
      const zone = { ...YEARLY, tz: 'Europe/Berlin' };
      await service.pipelines.set({ ...PIPELINE, schedule: zone }, 'alice');
      assert.deepEqual((await stores.queue.tasks.repetitions('schedule-'))[0]!.when, {
        cron: zone.cron,
        tz: zone.tz,
      });
      await service.pipelines.pause({ name: 'm', by: 'alice', reason: 'holidays' });
      assert.deepEqual(await stores.queue.tasks.repetitions('schedule-'), []);
      assert.deepEqual((await service.pipelines.show('m')).next, []);
      await service.pipelines.resume('m');
      assert.equal((await stores.queue.tasks.repetitions('schedule-')).length, 1);
      await service.pipelines.remove('m');
      assert.deepEqual(await stores.queue.tasks.repetitions('schedule-'), []);
    });

    it('make up once for moments that passed while nobody was there', async () => {
      const one = await start();
      await upload(one.service, '甲');
      await one.service.pipelines.set({ ...PIPELINE, schedule: YEARLY }, 'alice');
      const missed = nextTimes(YEARLY, new Date('2020-06-01'), 1)[0]!;
      await one.stores.database.query('UPDATE touchstone.pipelines SET due_at = $1', [missed]);
      await one.stores.queue.tasks.endRepetition('schedule-m');
      await stopAll();
      const { service, stores } = await start();
      const [trigger] = await until(
        () => triggersOf(service),
        (all) => all.length > 0,
      );
      assert.deepEqual([trigger!.due, trigger!.outcome], [missed.toISOString(), 'started']);
      const [row] = await until(
        () => stores.database.query<{ due_at: Date }>('SELECT due_at FROM touchstone.pipelines'),
        ([found]) => found!.due_at > new Date(),
      );
      assert.equal(row!.due_at.toISOString(), (await service.pipelines.show('m')).next[0]);
    });

    it('say what is wrong with them, and with a dataset that is not there yet', async () => {
      const { service, stores } = await start();
      const set = (schedule: object) =>
        service.pipelines.set({ ...PIPELINE, schedule: { ...YEARLY, ...schedule } }, 'alice');
      await assert.rejects(set({ cron: '0 25 * * *' }), { code: 'SCHEDULE_CRON' });
      await assert.rejects(set({ tz: 'Taipei' }), { code: 'SCHEDULE_TZ' });
      await assert.rejects(
        service.pipelines.set({ ...PIPELINE, schedule: null, spec: { trian: {} } }, 'alice'),
        {
          code: 'SPEC_INVALID',
        },
      );
      assert.deepEqual((await service.pipelines.list({})).items, []);
      await set({});
      const missed = nextTimes(YEARLY, new Date('2020-06-01'), 1)[0]!;
      await stores.database.query('UPDATE touchstone.pipelines SET due_at = $1', [missed]);
      const [trigger] = await until(
        () => triggersOf(service),
        (all) => all.length > 0,
      );
      assert.deepEqual([trigger!.outcome, trigger!.error!.code], ['refused', 'PIPELINE_NO_DATA']);
      assert.match(trigger!.error!.detail, /"d"/);
    });
  });
}

async function upload(service: Service, text: string): Promise<void> {
  const stream = Readable.from([Buffer.from(`text,label\n${text},甲\n`)]);
  await service.datasets.upload({ name: 'd', filename: 'd.csv', stream, by: 'alice' });
}

/** Newest first. */
async function triggersOf(service: Service): Promise<readonly TriggerView[]> {
  return (await service.triggers.list({ name: 'm' }, 'en')).items;
}

async function until<T>(look: () => Promise<T>, when: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (when(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
