import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readSettings } from '../../pipeline/config/settings.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { KubernetesServer } from '../servers/kubernetes/api-server.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

const IMAGE = 'registry.test/touchstone-trainer:1';
const OVERRIDE = { by: 'kubernetes test', reason: 'random weights never pass the gate' };

/** The whole service hands its model work to a stand-in for a cluster, which runs what pods are to run. */
describe('model work on Kubernetes', function () {
  this.timeout(900_000);
  let cluster: KubernetesServer;
  let root: string;
  let world: World;
  let service: ServiceUnderTest;

  beforeEach(async function () {
    root = await mkdtemp(join(tmpdir(), 'touchstone-kubernetes-'));
    const shared = join(root, 'shared');
    mkdirSync(shared);
    const python = readSettings(process.env).trainer.python;
    cluster = await KubernetesServer.start({
      claims: { models: shared },
      images: { [IMAGE]: { python3: python } },
    });
    writeFileSync(join(root, 'kubeconfig'), cluster.kubeconfig());
    world = await createWorld('embedded', this, {
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_KUBERNETES_CONFIG: join(root, 'kubeconfig'),
      TOUCHSTONE_KUBERNETES_IMAGE: IMAGE,
      TOUCHSTONE_KUBERNETES_CLAIM: 'models',
      TOUCHSTONE_KUBERNETES_SHARED: shared,
      TOUCHSTONE_KUBERNETES_MOUNT: join(root, 'in-pod'),
      TOUCHSTONE_KUBERNETES_USER: '1000:1000',
      TOUCHSTONE_KUBERNETES_DEVICE: 'cpu',
      TOUCHSTONE_KUBERNETES_GPU: 'none',
      TOUCHSTONE_KUBERNETES_CPUS: '1',
      TOUCHSTONE_KUBERNETES_POLL: '1',
    });
    service = await ServiceUnderTest.start(world.environment);
  });
  afterEach(async () => {
    await service?.stop();
    await cluster?.close();
    await world?.dispose();
    if (root) await rm(root, { recursive: true, force: true });
  });

  const training = async () => {
    for (;;) {
      const works = await readdir(join(root, 'shared', 'work')).catch(() => []);
      const texts = works.map((work) =>
        readFile(join(root, 'shared', 'work', work, 'events.jsonl'), 'utf8').catch(() => ''),
      );
      if ((await Promise.all(texts)).join('').includes('"stage": "train"')) return;
      await delay(50);
    }
  };

  it('does every command of a run as one Job each, although service and API server die in the midst', async () => {
    const dataset = await service.upload('d', tinyRows());
    const spec = {
      train: { epochs: 8, seed: 1, batch_size: 2 },
      evaluate: { draws: 100, explain: false },
      publish: { override: OVERRIDE },
    };
    const { id } = await service.createRun({ name: 'm', dataset: dataset.id, spec });
    await training();
    await cluster.outage(() => service.kill());
    service = await ServiceUnderTest.start(world.environment);
    const said: string[] = [];
    for await (const { body } of service.events(id))
      if (body.type === 'progress' && body.progress.message) said.push(body.progress.message.en);
    const run = await service.run(id);
    assert.deepEqual(
      [run.status, run.model],
      ['succeeded', { name: 'm', version: 1 }],
      JSON.stringify(run.error),
    );
    // The number at the end of a name counts the jobs for the same work, and each had one pod.
    const names = cluster.objects.jobs.list().map(({ metadata }) => metadata!.name!);
    assert.ok(names.length >= 2 && names.every((name) => name.endsWith('-1')), names.join(' '));
    assert.equal(cluster.objects.pods.list().length, names.length);
    assert.match(said.join('\n'), /^Kubernetes job touchstone-\S+ runs on node-a$/m);
    assert.deepEqual(await readdir(join(root, 'shared', 'work')), []);
  });
});
