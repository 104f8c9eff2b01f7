import assert from 'node:assert/strict';
import { endedOf, followBuild } from '../../../jenkins/builds/follow.ts';
import { outcomeOf } from '../../../jenkins/builds/outcome.ts';
import { stopBuild } from '../../../jenkins/builds/stop.ts';
import { triggerBuild } from '../../../jenkins/builds/trigger.ts';
import type { JenkinsClient } from '../../../jenkins/client/client.ts';
import type { Build } from '../../servers/jenkins/build.ts';
import type { ControllerOptions, JenkinsController } from '../../servers/jenkins/controller.ts';
import { eventsOf, gate, kindsOf, openWorld, quickClockwork, waitAt } from './world.ts';

const JOB = 'team/retrain';
const { signal } = new AbortController();

describe('a build that Jenkins was asked for', () => {
  let controller: JenkinsController;
  let client: JenkinsClient;
  const begin = async (options: ControllerOptions = {}) => {
    ({ controller, client } = await openWorld(options));
  };
  const trigger = async (key: string | null = null, parameters: Record<string, string> = { NAME: 'x' }) =>
    triggerBuild(client, { job: JOB, parameters, key }, signal);
  afterEach(() => controller.stop());

  it('is followed from the queue to its end, with its log and its verdict', async () => {
    await begin({
      execute: async (build: Build) => {
        build.print(`訓練 ${build.parameters.get('NAME')}`);
        await build.archiveBytes(
          'out/touchstone-run.json',
          'progress\n{"run_id":"run_1","status":"succeeded","verdict":"FAIL"}\n',
        );
        build.description = 'FAIL';
        return 'UNSTABLE';
      },
    });
    const { handle, known } = await trigger();
    assert.deepEqual([handle, known], [{ job: JOB, item: 1, number: null, key: null }, false]);
    const events = await eventsOf(client, handle);
    const log = events.flatMap((event) => (event.kind === 'log' ? [event.text] : [])).join('');
    assert.equal(log, 'Started by user admin\n訓練 x\nFinished: UNSTABLE\n');
    const last = events.at(-1)!;
    assert.ok(last.kind === 'ended');
    assert.deepEqual([last.build.number, last.build.result, last.build.description], [1, 'UNSTABLE', 'FAIL']);
    assert.deepEqual(await outcomeOf(client, JOB, last.build, signal), { runId: 'run_1', verdict: 'FAIL' });
  });

  it('has the verdict of the summary that our library archives, and none where nothing can be read', async () => {
    const files: Record<string, string> = {};
    await begin({
      execute: async (build: Build) => {
        for (const [path, text] of Object.entries(files)) await build.archiveBytes(path, text);
        return undefined;
      },
    });
    const outcome = async (own: Record<string, string>) => {
      Object.assign(files, { 'touchstone-run.json': '{"run_id":"run_9"}' }, own);
      const last = (await eventsOf(client, (await trigger()).handle)).at(-1)!;
      return last.kind === 'ended' ? outcomeOf(client, JOB, last.build, signal) : null;
    };
    assert.deepEqual(await outcome({}), { runId: 'run_9', verdict: null });
    const summary = 'TOUCHSTONE_RUN=run_9\nTOUCHSTONE_VERDICT=PASS\nTOUCHSTONE_HEADLINE=x=y\n';
    assert.deepEqual(await outcome({ 'touchstone-summary.env': summary }), {
      runId: 'run_9',
      verdict: 'PASS',
    });
    const cut = { 'touchstone-summary.env': 'TOUCHSTONE_VERDICT=PERHAPS\n', 'touchstone-run.json': '{"run' };
    assert.equal(await outcome(cut), null);
  });

  it('is said to wait for what Jenkins says, and joins one like it', async () => {
    await begin();
    controller.queue.held = true;
    const first = await trigger();
    const second = await trigger();
    assert.equal(second.handle.item, first.handle.item);
    const events = await eventsOf(client, second.handle, {
      onEvent: (event) => {
        if (event.kind !== 'queued') return;
        assert.equal(event.why, 'Jenkins is about to shut down');
        controller.queue.held = false;
        controller.queue.maintain();
      },
    });
    assert.deepEqual(kindsOf(events), ['queued', 'started', 'log', 'ended']);
    assert.equal(controller.job(JOB).builds.length, 1);
  });

  it('is found by its queue item’s id when that is gone after five minutes', async () => {
    await begin();
    await trigger();
    const { handle } = await trigger(null, { NAME: 'second' });
    await Promise.all(controller.job(JOB).builds.map((build) => build.done));
    controller.clock.advance(6 * 60_000);
    const events = await eventsOf(client, handle, { log: false });
    assert.deepEqual(events[0], { kind: 'started', number: 2 });
  });

  it('is the same for the same key: waiting, running, ended and after a restart', async () => {
    const { open, opened } = gate();
    await begin({ execute: (build) => waitAt(build, opened) });
    controller.queue.held = true;
    const first = await trigger('key-1');
    assert.deepEqual(await trigger('key-1'), { handle: first.handle, known: true });
    controller.queue.held = false;
    controller.queue.maintain();
    const running = { job: JOB, item: null, number: 1, key: 'key-1' };
    assert.deepEqual(await trigger('key-1'), { handle: running, known: true });
    await controller.restart();
    assert.deepEqual((await trigger('key-1')).handle, running);
    assert.equal((await trigger('key-2')).known, false);
    open();
  });

  it('goes on through a restart that drops the queue once it has begun', async () => {
    const { open, opened } = gate();
    await begin({
      execute: async (build: Build) => {
        build.print('begun');
        await waitAt(build, opened);
        build.print('after the restart');
        return undefined;
      },
    });
    const { handle } = await trigger('key-1');
    const events = await eventsOf(client, handle, {
      onEvent: async (event) => {
        if (event.kind === 'log' && event.text.includes('begun')) await controller.down();
        if (event.kind === 'lost') {
          assert.equal(event.code, 'JENKINS_REFUSED');
          await controller.restart();
        }
        if (event.kind === 'back') open();
      },
    });
    assert.deepEqual(kindsOf(events), ['started', 'log', 'lost', 'back', 'log', 'ended']);
  });

  it('bears a controller that is starting, and one that is down no longer than it is told', async () => {
    const { open, opened } = gate();
    await begin({ execute: (build) => waitAt(build, opened) });
    const { handle } = await trigger();
    controller.starting = true;
    const events = await eventsOf(client, handle, {
      onEvent: (event) => {
        if (event.kind === 'lost') controller.starting = false;
        if (event.kind === 'back') open();
      },
    });
    assert.deepEqual(events[0], { kind: 'lost', code: 'JENKINS_STARTING' });
    await controller.down();
    const rests: number[] = [];
    const impatient = eventsOf(client, handle, { patienceSeconds: 100, clockwork: quickClockwork(rests) });
    await assert.rejects(impatient, { code: 'JENKINS_REFUSED' });
    assert.ok(rests.at(-1)! >= 24 && rests.every((rest, at) => rest >= (rests[at - 1] ?? 0)), rests.join());
    await controller.up();
  });

  it('that was lost with the queue, or cancelled in it, is told as such', async () => {
    await begin();
    controller.queue.held = true;
    const { handle } = await trigger();
    await controller.restart();
    await assert.rejects(eventsOf(client, handle), { code: 'JENKINS_ITEM_LOST' });
    controller.queue.held = true;
    const second = (await trigger(null, { NAME: 'y' })).handle;
    assert.equal(await stopBuild(client, second, signal, quickClockwork()), 'cancelled');
    await assert.rejects(eventsOf(client, second), { code: 'JENKINS_ITEM_CANCELLED' });
    const gone = { ...second, item: null, number: 7 };
    await assert.rejects(eventsOf(client, gone), { code: 'JENKINS_BUILD_MISSING' });
  });

  it('is let go of with the reason that was given, while it goes on', async () => {
    await begin({ execute: (build) => waitAt(build, gate().opened) });
    const { handle } = await trigger();
    const leaving = new AbortController();
    const following = followBuild(client, handle, { signal: leaving.signal });
    assert.deepEqual((await following.next()).value, { kind: 'started', number: 1 });
    const next = following.next().then(() => following.next());
    setTimeout(() => leaving.abort(new Error('enough')), 50);
    await assert.rejects(next, /enough/);
    assert.equal(controller.job(JOB).build(1)!.building, true);
  });

  it('is stopped where it is', async () => {
    await begin({ execute: (build) => waitAt(build, gate().opened) });
    const { handle } = await trigger();
    assert.equal(await stopBuild(client, handle, signal, quickClockwork()), 'asked');
    const last = (await eventsOf(client, handle)).at(-1)!;
    assert.equal(last.kind === 'ended' && last.build.result, 'ABORTED');
    assert.equal(await stopBuild(client, handle, signal, quickClockwork()), 'ended');
    const build = (await client.build(JOB, 1, signal))!;
    assert.equal(endedOf(build, build.result!).result, 'ABORTED');
  });

  it('is refused with what is amiss: parameters, a disabled job, a job that is not there', async () => {
    await begin();
    await assert.rejects(trigger(null, { NMAE: 'x' }), { code: 'JENKINS_PARAMETER_UNKNOWN' });
    controller.job(JOB).switchedOff = true;
    await assert.rejects(trigger(), { code: 'JENKINS_JOB_DISABLED' });
    await assert.rejects(client.trigger(JOB, {}, signal), { code: 'JENKINS_JOB_DISABLED' });
    await assert.rejects(client.trigger('team/other', {}, signal), { code: 'JENKINS_JOB_MISSING' });
    controller.items.add('team/plain', '<flow-definition></flow-definition>');
    await assert.rejects(client.trigger('team/plain', {}, signal), { code: 'JENKINS_JOB_PLAIN' });
    const plain = triggerBuild(client, { job: 'team/plain', parameters: {}, key: null }, signal);
    await assert.rejects(plain, { code: 'JENKINS_JOB_PLAIN' });
    const folder = triggerBuild(client, { job: 'team', parameters: {}, key: null }, signal);
    await assert.rejects(folder, { code: 'JENKINS_JOB_MISSING' });
  });
});
