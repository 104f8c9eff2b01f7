import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Webhook } from 'standardwebhooks';
import { openStores } from '../../pipeline/main/stores.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { type Received, Receiver } from '../unit/pipeline/notices/receiver.ts';
import { uploadText } from './data-stages.ts';
import { emptyStages } from './empty-stages.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, runIn, SIZES, type World } from './world.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const opened = ({ body, headers }: Received) =>
  new Webhook(SECRET).verify(body, headers as Record<string, string>) as {
    type: string;
    data: Record<string, unknown>;
  };

/** Whatever the queue holds is lost. */
async function emptyQueue({ environment, settings }: World): Promise<void> {
  if (settings.redisUrl === null) {
    const stores = await openStores(settings, () => undefined);
    await stores.database.query('TRUNCATE bullmq.job CASCADE');
    return stores.close();
  }
  const redis = new Redis(settings.redisUrl);
  const keys = await redis.keys(`{${environment.TOUCHSTONE_NAMESPACE}}*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

for (const size of SIZES) {
  describe(`notices of a service (${size})`, function () {
    this.timeout(240_000);
    let world: World;
    let receiver: Receiver;

    async function install(test: Mocha.Context, retries: string, extra: Record<string, string> = {}) {
      receiver = await Receiver.open();
      world = await createWorld(size, test, {
        ...extra,
        OPS_SECRET: SECRET,
        TOUCHSTONE_PUBLIC_URL: 'https://ts.example',
      });
      const file = join(world.home, 'notices.yaml');
      const ops = `{ kind: webhook, url: '${receiver.url}/hook', secret: { env: OPS_SECRET }, inside: true, language: en, on: [judged, waiting, failed, cancelled, refused] }`;
      writeFileSync(file, `retry_seconds: ${retries}\ntargets: { ops: ${ops} }\n`);
      world = {
        ...world,
        environment: { ...world.environment, TOUCHSTONE_NOTICES: file },
        settings: { ...world.settings, notices: file },
      };
    }
    afterEach(async () => {
      await receiver?.close();
      await world?.dispose();
    });
    // `runIn` hands the process's own environment on; the secret belongs to the test.
    before(() => {
      process.env.OPS_SECRET = SECRET;
    });
    after(() => {
      delete process.env.OPS_SECRET;
    });

    it('tells of a run that was judged, of one that failed, and of one that was cancelled, once each', async function () {
      await install(this, '[1]');
      const running = await runIn(world.settings, emptyStages({ during }));
      let fail = false;
      async function during(stage: string, _run: string, signal: AbortSignal): Promise<void> {
        if (stage !== 'ingest') return;
        if (fail) throw new Error('by the test');
        if (hold) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      }
      let hold = false;
      const { runs } = running.service;
      const dataset = await uploadText(running.service, 'd', tinyRows());
      const judged = await runs.create({ name: 'm', dataset, spec: { train: { seed: 1 } } }, 'en');
      const [first] = (await receiver.first(1)) as [Received];
      const { type, data } = opened(first);
      assert.deepEqual([type, data.run, data.verdict, data.name], ['run.judged', judged.id, 'PASS', 'm']);
      fail = true;
      const other = await uploadText(running.service, 'd2', `${tinyRows()}\n`);
      const failed = await runs.create({ name: 'm', dataset: other, spec: { train: { seed: 2 } } }, 'en');
      const [, second] = (await receiver.first(2)) as [Received, Received];
      assert.deepEqual([opened(second).type, opened(second).data.run], ['run.failed', failed.id]);
      assert.match(String(opened(second).data.text), /by the test|INTERNAL/);
      [fail, hold] = [false, true];
      const third = await uploadText(running.service, 'd3', `${tinyRows()}\n\n`);
      const cancelled = await runs.create({ name: 'm', dataset: third, spec: { train: { seed: 3 } } }, 'en');
      await runs.cancel(cancelled.id, 'en');
      const [, , last] = (await receiver.first(3)) as [Received, Received, Received];
      assert.deepEqual([opened(last).type, opened(last).data.run], ['run.cancelled', cancelled.id]);
      await running.close();
      assert.equal(receiver.received.length, 3);
    });

    it('tries again until it arrives, and what it sends stays the same', async function () {
      await install(this, '[0.2, 0.2, 0.2]');
      let refusals = 2;
      receiver.answer = (response) => response.writeHead(refusals-- > 0 ? 500 : 204).end();
      const running = await runIn(world.settings, emptyStages());
      const dataset = await uploadText(running.service, 'd', tinyRows());
      await running.service.runs.create({ name: 'm', dataset }, 'en');
      const tries = await receiver.first(3);
      assert.equal(new Set(tries.map(({ body }) => body)).size, 1);
      assert.equal(new Set(tries.map(({ headers }) => headers['webhook-id'])).size, 1);
      for (const one of tries) opened(one);
      const { items } = await running.service.notices.list({});
      assert.deepEqual(
        items.map(({ type, deliveries }) => [type, deliveries[0]?.attempts]),
        [['run.judged', 3]],
      );
      await running.service.notices.replay({ id: items[0]!.id });
      const [, , , again] = await receiver.first(4);
      assert.equal(again!.body, tries[0]!.body);
      await running.close();
    });

    it('tells of a trigger that was refused', async function () {
      await install(this, '[1]');
      const running = await runIn(world.settings, emptyStages());
      const { pipelines, triggers } = running.service;
      const draft = {
        name: 'm',
        dataset: 'none',
        test: null,
        spec: {},
        schedule: null,
        upload: false,
        git: null,
      };
      await pipelines.set(draft, 'lin');
      const trigger = { kind: 'cli', by: 'lin' } as const;
      await assert.rejects(pipelines.start({ name: 'm', trigger }, 'en'), { code: 'PIPELINE_NO_DATA' });
      const [got] = (await receiver.first(1)) as [Received];
      const { type, data } = opened(got);
      assert.deepEqual(
        [type, data.name, (data.error as { code: string }).code],
        ['trigger.refused', 'm', 'PIPELINE_NO_DATA'],
      );
      const listed = await triggers.list({ outcome: 'refused' }, 'en');
      assert.equal(data.trigger, listed.items[0]?.id);
      await running.close();
    });

    it('loses nothing when the service is killed while nobody answers, and the queue is emptied meanwhile', async function () {
      await install(this, '[3600]', { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
      receiver.answer = () => undefined;
      let service = await ServiceUnderTest.start(world.environment);
      const dataset = await service.upload('d', tinyRows());
      const { id } = await service.createRun({
        name: 'm',
        dataset: dataset.id,
        spec: { train: { epochs: 1 } },
      });
      // The try is under way, and hangs.
      await receiver.first(1);
      await service.kill();
      await emptyQueue(world);
      receiver.answer = (response) => response.writeHead(200).end();
      service = await ServiceUnderTest.start(world.environment);
      const [, second] = (await receiver.first(2)) as [Received, Received];
      const { type, data } = opened(second);
      assert.deepEqual([type, data.run, data.verdict], ['run.judged', id, 'FAIL']);
      assert.match(
        String(data.text),
        /m did not pass \(FAIL\): F1 \d\.\d{3} against \d\.\d{3} of the untrained base/,
      );
      assert.equal(data.link, `https://ts.example/v1/runs/${id}/report`);
      await service.stop();
      assert.doesNotMatch(service.log, /whsec_/);
    });
  });
}
