import assert from 'node:assert/strict';
import type { StageName } from '../../pipeline/contracts/names.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { BRIEF_EVALUATION } from '../fixtures/brief-evaluation.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { addNode, NodeUnderTest, nodesOf } from './node-under-test.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { trainersOf } from './trainers.ts';
import { createWorld, type SIZES, type World } from './world.ts';

const OVERRIDE = { by: 'nodes test', reason: 'random weights never pass the gate' };
/** Long enough to be disturbed in its middle. */
const EPOCHS = 24;
/** Short, but long enough for heartbeats on a machine that is busy with other things. */
const LEASE_SECONDS = 20;

/** The whole service hands training to agents, which are processes of their own and really train. */
describe('nodes', function () {
  this.timeout(900_000);
  let world: World;
  let service: ServiceUnderTest;
  let id: string;
  const agents: NodeUnderTest[] = [];
  /** The adapter of a training that nothing disturbed. */
  let undisturbed: string | null = null;

  const open = async (
    size: (typeof SIZES)[number],
    test: Mocha.Context,
    hands: string,
    lease = 120,
  ): Promise<void> => {
    world = await createWorld(size, test, {
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_NODES: hands,
      TOUCHSTONE_NODE_LEASE: String(lease),
    });
    service = await ServiceUnderTest.start(world.environment);
    const dataset = await service.upload('d', tinyRows());
    const spec = { train: { epochs: EPOCHS }, evaluate: BRIEF_EVALUATION, publish: { override: OVERRIDE } };
    id = (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id;
  };
  afterEach(async () => {
    for (const agent of agents.splice(0)) await agent.dispose();
    await service?.stop();
    await world?.dispose();
  });

  const agent = async (name: string): Promise<NodeUnderTest> => {
    const started = await NodeUnderTest.start(service, name);
    agents.push(started);
    return started;
  };
  const cancel = () => fetch(`${service.url}/v1/runs/${id}/cancel`, { method: 'POST' });

  it('are given training and evaluation, and the service takes what they make as if it were its own', async function () {
    await open('server', this, 'all');
    const node = await agent('gpu-1');
    const run = await service.finished(id);
    assert.deepEqual(
      [run.status, run.model],
      ['succeeded', { name: 'm', version: 1 }],
      `${JSON.stringify(run.error)} ${node.log} ${service.log}`,
    );
    assert.match(node.log, /takes work_[0-9a-f]{32} \(train\)[\s\S]*is done[\s\S]*\(predict\)[\s\S]*is done/);
    assert.deepEqual(await trainersOf(world.home), [], 'the service itself has not trained');
    assert.deepEqual(
      (await nodesOf(service)).map(({ name, state }) => [name, state]),
      [['gpu-1', 'ready']],
    );
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    assert.match(metrics, /touchstone_nodes\{state="ready"\} 1/);
    assert.match(metrics, /touchstone_node_work\{status="done"\} [1-9]/);
    undisturbed = adapterOf(run);
  });

  it('that are killed lose nothing: another goes on from the checkpoint, to the bit, also when the service restarts', async function () {
    await open('embedded', this, 'train', LEASE_SECONDS);
    const first = await agent('gpu-1');
    await checkpointed(service, id);
    await first.end('SIGKILL');
    const second = await agent('gpu-2');
    await second.says(/takes .* from its checkpoint/);
    await service.kill();
    service = await ServiceUnderTest.start({
      ...world.environment,
      TOUCHSTONE_PORT: new URL(service.url).port,
    });
    const run = await stageDone(service, id, 'train');
    await second.says(/is done/);
    assert.ok(((await resumedSteps(service, id)).at(-1) ?? 0) > 0, 'training began anew');
    const adapter = adapterOf(run);
    await cancel();
    if (undisturbed === null) {
      for (const one of agents.splice(0)) await one.dispose();
      await service.stop();
      await world.dispose();
      await open('embedded', this, 'off');
      undisturbed = adapterOf(await stageDone(service, id, 'train'));
      await cancel();
    }
    assert.equal(adapter, undisturbed);
  });

  it('that were paused too long write nothing, and a cancelled run leaves no trainer anywhere', async function () {
    await open('embedded', this, 'train', LEASE_SECONDS);
    const first = await agent('gpu-1');
    await checkpointed(service, id);
    first.signal('SIGSTOP');
    const second = await agent('gpu-2');
    await second.says(/takes .* from its checkpoint/);
    first.signal('SIGCONT');
    await first.says(/is not wanted here any more/);
    assert.deepEqual(await first.trainers(), []);
    await cancel();
    await second.says(/is not wanted here any more/);
    assert.deepEqual(await second.trainers(), []);
    // Told to end it ends, and gives its place back.
    assert.equal(await second.end('SIGTERM'), 0);
  });

  it('that are told to end hand their work back with a checkpoint; tokens and versions that do not fit are told apart', async function () {
    await open('embedded', this, 'train');
    const first = await agent('gpu-1');
    await messageSeen(service, id, /gpu-1/);
    assert.equal(await first.end('SIGTERM'), 0);
    assert.match(first.log, /is handed back with its checkpoint/);
    const other = NodeUnderTest.again(service.url, 'gpu-1', first.home, { args: ['--name', 'gpu-9'] });
    assert.equal(await other.exited, 2);
    assert.match(other.log, /NODE_NAME_DIFFERS/);
    await fetch(`${service.url}/v1/nodes/gpu-1/remove`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"by":"test"}',
    });
    const revoked = NodeUnderTest.again(service.url, 'gpu-1', first.home, {});
    assert.equal(await revoked.exited, 2);
    assert.match(revoked.log, /NODE_TOKEN/);
    assert.match(await addNode(service, 'gpu-1'), /^tsn\.gpu-1\./);
    await cancel();
  });
});

function adapterOf(run: RunView): string {
  return run.stages.find(({ stage }) => stage === 'train')!.outputs!.adapter!.digest;
}

/** Waits until the progress of training says something. */
async function messageSeen(service: ServiceUnderTest, id: string, pattern: RegExp): Promise<void> {
  for await (const { body } of service.events(id))
    if (body.type === 'progress' && body.stage === 'train' && pattern.test(body.progress.message?.en ?? ''))
      return;
  assert.fail(`the run ended: ${JSON.stringify((await service.run(id)).error)}`);
}

/** Waits until training is so far that a checkpoint has been sent. */
async function checkpointed(service: ServiceUnderTest, id: string): Promise<void> {
  for await (const { body } of service.events(id))
    if (body.type === 'progress' && body.stage === 'train' && body.progress.percent >= 25) return;
  assert.fail(`the run ended: ${JSON.stringify((await service.run(id)).error)}`);
}

async function stageDone(service: ServiceUnderTest, id: string, stage: StageName): Promise<RunView> {
  for await (const { body } of service.events(id))
    if (body.type === 'stage' && body.stage === stage && body.status === 'done') return service.run(id);
  assert.fail(`the run ended: ${JSON.stringify((await service.run(id)).error)}`);
}

async function resumedSteps(service: ServiceUnderTest, id: string): Promise<number[]> {
  const steps: number[] = [];
  for await (const { body } of service.events(id)) {
    const message = body.type === 'progress' ? body.progress.message?.en : undefined;
    const match = /from its checkpoint: step (\d+)/.exec(message ?? '');
    if (match) steps.push(Number(match[1]));
    if (body.type === 'stage' && body.stage === 'train' && body.status === 'done') return steps;
  }
  return steps;
}
