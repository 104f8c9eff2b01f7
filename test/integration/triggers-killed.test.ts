import assert from 'node:assert/strict';
import type { TriggerView } from '../../pipeline/contracts/triggers.ts';
import type { DatasetVersionView, RunView } from '../../pipeline/contracts/views.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, SIZES, type World } from './world.ts';

/** Each is another dataset; too small to train on, so that its run ends soon. */
const UPLOADS = 12;

for (const size of SIZES) {
  describe(`triggers of a service that is killed (${size})`, function () {
    this.timeout(180_000);
    let world: World;
    let service: ServiceUnderTest;

    beforeEach(async function () {
      world = await createWorld(size, this);
      service = await ServiceUnderTest.start(world.environment);
    });
    afterEach(async () => {
      await service?.stop();
      await world?.dispose();
    });

    const get = async <T>(path: string): Promise<readonly T[]> =>
      ((await (await fetch(`${service.url}${path}`)).json()) as { items: T[] }).items;

    it('are all there afterwards: one for each upload that it took, each with its run', async () => {
      const set = await fetch(`${service.url}/v1/pipelines/m`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ dataset: 'd', upload: true, by: 'alice' }),
      });
      assert.equal(set.status, 200, await set.text());
      const uploads = Array.from({ length: UPLOADS }, (_, at) =>
        service.upload('d', `{"text":"第 ${at} 筆","label":"甲"}\n`),
      );
      await Promise.any(uploads);
      await service.kill();
      await Promise.allSettled(uploads);

      service = await ServiceUnderTest.start(world.environment);
      const versions = await get<DatasetVersionView>('/v1/datasets/d/versions');
      assert.ok(versions.length > 0);
      let triggers: readonly TriggerView[];
      do {
        triggers = await get<TriggerView>('/v1/triggers?name=m');
        await new Promise((resolve) => setTimeout(resolve, 200));
      } while (triggers.some(({ outcome }) => outcome === 'pending'));
      const numbers = (of: readonly { version: number }[]) => of.map(({ version }) => version).sort();
      assert.deepEqual(numbers(triggers.map(({ data }) => data!)), numbers(versions));
      assert.deepEqual(
        triggers.filter(({ outcome }) => outcome !== 'started'),
        [],
      );
      const runs = await get<RunView>('/v1/runs?name=m');
      assert.deepEqual(new Set(runs.map(({ id }) => id)), new Set(triggers.map(({ run }) => run)));
      // And the queue has each of them: none stays behind.
      for (const { id } of runs) assert.equal((await service.finished(id)).status, 'failed');
    });
  });
}
