import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PACKAGE_ROOT } from '../../pipeline/config/package-root.ts';
import { readSettings } from '../../pipeline/config/settings.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ModelWork, StageProgress } from '../../pipeline/contracts/stage.ts';
import type { TrainJob } from '../../pipeline/contracts/trainer.ts';
import { ClusterExecutor } from '../../pipeline/executor/cluster/executor.ts';
import { KubernetesJobs } from '../../pipeline/executor/kubernetes/jobs.ts';
import { LocalExecutor } from '../../pipeline/executor/local.ts';
import { KubernetesServer } from '../servers/kubernetes/api-server.ts';
import { ApiError } from '../servers/kubernetes/objects.ts';
import { tinyTraining } from './slurm-work.ts';
import { trainersOf } from './trainers.ts';

const IMAGE = 'registry.test/touchstone-trainer:1';

/** The executor by itself on a stand-in for a cluster, which runs what pods are to run. */
describe('the Kubernetes executor', function () {
  this.timeout(600_000);
  let cluster: KubernetesServer;
  let root: string;
  let shared: string;
  let config: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'touchstone-kubernetes-'));
    shared = join(root, '共用 volume');
    config = join(root, 'kubeconfig');
    mkdirSync(shared);
    const python = readSettings(process.env).trainer.python;
    cluster = await KubernetesServer.start({
      claims: { models: shared },
      images: { [IMAGE]: { python3: python } },
    });
    writeFileSync(config, cluster.kubeconfig());
  });
  afterEach(async () => {
    await cluster?.close();
    if (root) await rm(root, { recursive: true, force: true });
  });

  const executor = (more: Readonly<Record<string, string>> = {}) => {
    const settings = readSettings({
      ...(process.env.TOUCHSTONE_PYTHON ? { TOUCHSTONE_PYTHON: process.env.TOUCHSTONE_PYTHON } : {}),
      ...{ TOUCHSTONE_HOME: root, TOUCHSTONE_DEVICE: 'cpu', TOUCHSTONE_THREADS: '1' },
      TOUCHSTONE_KUBERNETES_CONFIG: config,
      TOUCHSTONE_KUBERNETES_IMAGE: IMAGE,
      TOUCHSTONE_KUBERNETES_CLAIM: 'models',
      TOUCHSTONE_KUBERNETES_SHARED: shared,
      // Another path than the service's, as in a cluster.
      TOUCHSTONE_KUBERNETES_MOUNT: join(root, 'in-pod'),
      TOUCHSTONE_KUBERNETES_USER: '1000:1000',
      TOUCHSTONE_KUBERNETES_DEVICE: 'cpu',
      TOUCHSTONE_KUBERNETES_GPU: 'none',
      TOUCHSTONE_KUBERNETES_CPUS: '1',
      TOUCHSTONE_KUBERNETES_POLL: '1',
      ...more,
    });
    const packageDirectory = join(PACKAGE_ROOT, 'stages', 'train', 'trainer');
    const directory = join(root, 'trainer');
    const environment = { PATH: process.env.PATH ?? '', HOME: root };
    const local = new LocalExecutor({ trainer: settings.trainer, packageDirectory, directory, environment });
    const { kubernetes, namespace, home } = settings;
    const jobs = new KubernetesJobs({ kubernetes: kubernetes!, namespace, packageDirectory });
    return { local, cloud: new ClusterExecutor(jobs, { home, local }) };
  };
  /** Work under way: how it ends, what it says, and when it trains. */
  const begin = (on: ModelWork, job: TrainJob) => {
    const said: StageProgress[] = [];
    const stop = new AbortController();
    const done = on.run(job, { onProgress: (one) => said.push(one), signal: stop.signal }).then(
      (result) => ({ result, error: null }),
      (error: unknown) => ({ result: null, error: error as TouchstoneError }),
    );
    let over = false;
    void done.then(() => {
      over = true;
    });
    const messages = () => said.flatMap(({ message }) => (message ? [message.en] : [])).join('\n');
    const until = async (there: () => boolean) => {
      while (!there()) {
        assert.ok(!over, `it was over too soon: ${JSON.stringify(await Promise.race([done, null]))}`);
        await delay(20);
      }
    };
    const training = () => until(() => said.some(({ percent, loss }) => percent > 5 && loss !== undefined));
    return { done, messages, until, training, stop };
  };
  const place = () => join(shared, 'work', readdirSync(join(shared, 'work'))[0]!);
  const jobs = () => cluster.objects.jobs.list();
  const pod = () => cluster.objects.pods.list().find(({ status }) => status?.phase === 'Running')!;
  const adapter = (job: TrainJob) => readFileSync(join(job.out_dir, 'adapter_model.safetensors'));

  it('goes on from its checkpoint when its pod is evicted, and ends with the same adapter as without', async () => {
    const { cloud, local } = executor();
    const job = await tinyTraining(root, 8);
    const elsewhere = await tinyTraining(join(root, 'elsewhere'), 8);
    const undisturbed = begin(local, elsewhere);
    const work = begin(cloud, job);
    await work.training();
    cluster.evict(pod());
    const { result, error } = await work.done;
    assert.equal(error, null, String(error));
    const facts = result!.kubernetes as { job: string; node: string; restarts: number };
    assert.deepEqual([facts.job, facts.node, facts.restarts], [jobs()[0]!.metadata!.name, 'node-a', 1]);
    assert.match(work.messages(), /Training goes on from its checkpoint: step \d+/);
    assert.equal((await undisturbed.done).error, null);
    assert.ok(adapter(job).equals(adapter(elsewhere)));
    assert.deepEqual(readdirSync(join(shared, 'work')), []);
    // It counts for nothing (`podFailurePolicy`), and there was one job.
    assert.deepEqual([jobs().length, jobs()[0]!.status!.failed], [1, undefined]);
  });

  it('finds the job that it had created when it died before it could write that down', async () => {
    const job = await tinyTraining(root, 6, 2);
    cluster.losesAnswers = 1;
    const first = begin(executor().cloud, job);
    await first.training();
    first.stop.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
    assert.equal((await first.done).error?.code, 'TRAINER_INTERRUPTED');
    writeFileSync(join(place(), 'attempt.json'), '{"format":1,"number":1,"job":null,"settled":false}');
    const pods = cluster.objects.pods.list().length;
    const { result, error } = await begin(executor().cloud, job).done;
    assert.equal(error, null, String(error));
    assert.equal((result!.kubernetes as { job: string }).job, jobs()[0]!.metadata!.name);
    assert.deepEqual([jobs().length, pods, cluster.objects.pods.list().length], [1, 1, 1]);
    // The lost answer was followed by another try, which was told that the job is there already.
    const created = cluster.seen.filter((line) => line.startsWith('POST') && line.includes('/jobs'));
    assert.equal(created.length, 2);
  });

  it('deletes the job of cancelled work, trainer and all, also while the API server is away', async () => {
    const work = begin(executor().cloud, await tinyTraining(root, 200, 3));
    await work.training();
    work.stop.abort(new TouchstoneError('RUN_CANCELLED'));
    assert.equal((await work.done).error?.code, 'RUN_CANCELLED');
    while (jobs().length > 0 || (await trainersOf(root)).length > 0) await delay(50);
    assert.ok(cluster.seen.some((line) => line.startsWith('DELETE')));

    const other = begin(executor().cloud, await tinyTraining(root, 200, 4));
    await other.training();
    await cluster.outage(async () => {
      await other.until(() => other.messages().includes('Kubernetes does not answer'));
      other.stop.abort(new TouchstoneError('RUN_CANCELLED'));
      assert.equal((await other.done).error?.code, 'RUN_CANCELLED');
      while ((await trainersOf(root)).length > 0) await delay(50);
    });
    // The pod said that nobody wants the work, so no other one takes its place.
    while (jobs()[0]?.status?.conditions?.at(-1)?.type !== 'Failed') await delay(50);
    assert.equal(cluster.objects.pods.list().length, 1);
  });

  it('tells a job that somebody deleted, and goes on from its checkpoint when asked again', async () => {
    const job = await tinyTraining(root, 6, 5);
    const first = begin(executor().cloud, job);
    await first.training();
    jobs()[0]!.metadata!.deletionTimestamp = new Date();
    assert.equal((await first.done).error?.code, 'KUBERNETES_JOB_DELETED');
    const second = begin(executor().cloud, job);
    const { error } = await second.done;
    assert.equal(error, null, String(error));
    assert.match(second.messages(), /Training goes on from its checkpoint/);
  });

  it('says why a job waits: queue of Kueue, quota, nodes, image', async () => {
    const queued = begin(
      executor({ TOUCHSTONE_KUBERNETES_QUEUE: 'lab' }).cloud,
      await tinyTraining(root, 1, 6),
    );
    await queued.until(() => queued.messages().includes('Kueue has not admitted it from the queue lab'));
    cluster.controller.refusesPods = 'exceeded quota: gpus, requested: requests.nvidia.com/gpu=1';
    cluster.admit(jobs()[0]!);
    await queued.until(() => queued.messages().includes('The quota of the namespace is used up'));
    cluster.kubelet.unschedulable = '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.';
    cluster.controller.refusesPods = null;
    await queued.until(() => queued.messages().includes('No node has a free graphics processor'));
    queued.stop.abort(new TouchstoneError('RUN_CANCELLED'));
    assert.equal((await queued.done).error?.code, 'RUN_CANCELLED');
    cluster.kubelet.unschedulable = null;

    const image = { TOUCHSTONE_KUBERNETES_IMAGE: 'registry.test/missing:1' };
    const pulled = begin(executor(image).cloud, await tinyTraining(root, 1, 7));
    await pulled.until(() => pulled.messages().includes('It will not begin by itself: the image cannot'));
    assert.match(pulled.messages(), /\[ImagePullBackOff\]/);
    pulled.stop.abort(new TouchstoneError('RUN_CANCELLED'));
    assert.equal((await pulled.done).error?.code, 'RUN_CANCELLED');
  });

  it('is not troubled by answers that pass, and tells those that do not, without its token', async () => {
    const job = await tinyTraining(root, 1, 8);
    cluster.denied.add('create jobs');
    const refused = await begin(executor().cloud, job).done;
    assert.equal(refused.error?.code, 'KUBERNETES_FORBIDDEN');
    assert.match(refused.error!.message, /cannot create resource "jobs"/);
    cluster.denied.clear();
    // Another token, and the file with it, while it waits.
    const old = cluster.token;
    cluster.token = 'renewed-token-0123456789abcdef';
    const work = begin(executor().cloud, job);
    await work.until(() => work.messages().includes('does not accept our credentials'));
    cluster.faults.push(new ApiError(429, 'TooManyRequests', 'too many requests', { 'retry-after': '1' }));
    writeFileSync(config, cluster.kubeconfig());
    const { error } = await work.done;
    assert.equal(error, null, String(error));
    for (const text of [JSON.stringify(refused.error), String(refused.error?.stack), work.messages()])
      for (const token of [old, cluster.token]) assert.ok(!text.includes(token));
    assert.equal(cluster.faults.length, 0);
  });

  it('tells out of memory, a lost trainer and a changed input apart, and takes that away', async () => {
    const memory = begin(executor().cloud, await tinyTraining(root, 200, 9));
    await memory.training();
    cluster.kubelet.outOfMemory(pod());
    assert.equal((await memory.done).error?.code, 'KUBERNETES_OUT_OF_MEMORY');

    const broken = begin(
      executor({ TOUCHSTONE_KUBERNETES_PYTHON: 'no-such-program' }).cloud,
      await tinyTraining(root, 1, 10),
    );
    const failed = (await broken.done).error!;
    assert.equal(failed.code, 'KUBERNETES_JOB_FAILED');
    assert.match(failed.message, /StartError.*ENOENT/);

    const job = await tinyTraining(root, 1, 11);
    const bases = join(shared, 'bases');
    appendFileSync(join(bases, readdirSync(bases)[0]!, 'config.json'), ' ');
    const changed = await begin(executor().cloud, job).done;
    assert.equal(changed.error?.code, 'KUBERNETES_INPUT_CHANGED', String(changed.error));
    assert.deepEqual(readdirSync(bases), []);
  });
});
