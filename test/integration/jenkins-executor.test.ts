import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JenkinsClient } from '../../jenkins/client/client.ts';
import { setUpJob } from '../../jenkins/job/set-up.ts';
import { trainingTemplate } from '../../jenkins/training/template.ts';
import { PACKAGE_ROOT } from '../../pipeline/config/package-root.ts';
import { readSettings } from '../../pipeline/config/settings.ts';
import { BRIEF_EVALUATION } from '../fixtures/brief-evaluation.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { performPipelines } from '../groovy/controller-executor.ts';
import { findJava, JAVA_INSTALL } from '../groovy/java.ts';
import { notExercised } from '../preflight.ts';
import type { Executor } from '../servers/jenkins/build.ts';
import { ADMIN, JenkinsController } from '../servers/jenkins/controller.ts';
import { trainingAgent } from '../servers/jenkins/training-agent.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

const JOB = 'touchstone-train';
const OVERRIDE = { by: 'jenkins test', reason: 'random weights never pass the gate' };

/** The whole service hands training to an agent of Jenkins, which really trains. */
describe('training by an agent of Jenkins', function () {
  this.timeout(480_000);
  let world: World;
  let controller: JenkinsController;
  let service: ServiceUnderTest;
  let agent: string;
  let byHand: Executor;
  let byGroovy: Executor;
  let execute: Executor;

  beforeEach(async function () {
    agent = await mkdtemp(join(tmpdir(), 'touchstone-agent-'));
    const { python } = readSettings(process.env).trainer;
    const environment = {
      ...{ PATH: process.env.PATH ?? '', HOME: agent, TOUCHSTONE_DEVICE: 'cpu' },
      PYTHONPATH: join(PACKAGE_ROOT, 'stages', 'train', 'trainer'),
      TOUCHSTONE_BASES: join(agent, 'bases'),
    };
    byHand = trainingAgent({ environment, python });
    // The job's own script by Groovy; its programs see what an agent's do.
    byGroovy = performPipelines({
      home: join(agent, 'jenkins'),
      environment: { ...environment, TOUCHSTONE_PYTHON: python },
    });
    execute = byHand;
    controller = await JenkinsController.start({ execute: (build) => execute(build) });
    world = await createWorld('embedded', this, {
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_JENKINS_URL: controller.url,
      TOUCHSTONE_JENKINS_USER: ADMIN.name,
      TOUCHSTONE_JENKINS_TOKEN: ADMIN.token,
      TOUCHSTONE_JENKINS_TRAIN_LABEL: 'gpu && linux',
      TOUCHSTONE_JENKINS_SEND_BASE_MIB: '64',
    });
    const options = { force: false, createFolder: false, signal: new AbortController().signal };
    const client = new JenkinsClient(world.settings.jenkins!);
    assert.equal((await setUpJob(client, JOB, trainingTemplate(), options)).outcome, 'created');
    service = await ServiceUnderTest.start(world.environment);
  });
  afterEach(async () => {
    await service?.stop();
    await controller?.stop();
    await world?.dispose();
    await rm(agent, { recursive: true, force: true });
  });

  const start = async (epochs: number, seed = 1) => {
    const dataset = await service.upload('d', tinyRows());
    const spec = {
      train: { epochs, seed, batch_size: 2 },
      evaluate: BRIEF_EVALUATION,
      publish: { override: OVERRIDE },
    };
    return (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id;
  };
  const builds = () => controller.job(JOB).builds;
  /** Waits until a build trains: the trainer tells of its steps. */
  const training = async () => {
    while (!/"event": "progress", "stage": "train"/.test(builds()[0]?.log.text ?? ''))
      await new Promise((resolve) => setTimeout(resolve, 50));
    return builds()[0]!;
  };

  it('sends a base that the agent lacks once, and brings the adapter back as if trained here', async function () {
    if (findJava() === null) return notExercised(this, 'Java 17', JAVA_INSTALL);
    execute = byGroovy;
    const run = await service.finished(await start(1));
    assert.deepEqual(
      [run.status, run.model],
      ['succeeded', { name: 'm', version: 1 }],
      JSON.stringify(run.error),
    );
    assert.deepEqual(
      builds().map(({ number, result, parameters }) => [
        number,
        result,
        parameters.get('WITH_BASE'),
        parameters.get('LABEL'),
      ]),
      [
        [2, 'SUCCESS', 'true', 'gpu && linux'],
        [1, 'FAILURE', 'false', 'gpu && linux'],
      ],
    );
    const [digest] = await readdir(join(agent, 'bases'));
    assert.match(digest!, /^[0-9a-f]{64}$/);
    const [version] = await service.models();
    assert.equal(version!.version, 1);
    const second = await service.finished(await start(1, 2));
    assert.equal(second.status, 'succeeded', JSON.stringify(second.error));
    assert.deepEqual(
      builds().map(({ number, result }) => [number, result]),
      [
        [3, 'SUCCESS'],
        [2, 'SUCCESS'],
        [1, 'FAILURE'],
      ],
    );
    const progress = builds()[0]!.log.text.match(/@touchstone .*"progress"/g) ?? [];
    assert.ok(progress.length >= 1 && progress.length < 20, String(progress.length));
    assert.ok(!JSON.stringify(controller.job(JOB).builds.map(({ log }) => log.text)).includes(ADMIN.token));
  });

  it('stops the build of a run that is cancelled, and leaves no trainer busy', async () => {
    const id = await start(50);
    const build = await training();
    await fetch(`${service.url}/v1/runs/${id}/cancel`, { method: 'POST' });
    await build.done;
    assert.equal(build.result, 'ABORTED');
    assert.equal((await service.finished(id)).status, 'cancelled');
  });

  it('goes on with the same build after kill -9 of the service and a restart of the controller', async () => {
    const id = await start(12);
    const build = await training();
    await service.kill();
    await controller.restart();
    service = await ServiceUnderTest.start(world.environment);
    const run = await service.finished(id);
    assert.deepEqual(
      [run.status, run.model],
      ['succeeded', { name: 'm', version: 1 }],
      JSON.stringify(run.error),
    );
    assert.equal(builds()[0], build);
    assert.equal(build.result, 'SUCCESS');
  });

  it('does not begin anew what somebody stopped in Jenkins, until the run is resumed', async () => {
    const id = await start(30);
    const build = await training();
    // By then there is something to go on from.
    while (!build.log.text.includes('validation_loss'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    build.stop('somebody');
    const run = await service.finished(id);
    assert.deepEqual([run.status, run.error?.code], ['failed', 'JENKINS_BUILD_ABORTED']);
    await fetch(`${service.url}/v1/runs/${id}/resume`, { method: 'POST' });
    const resumed = await service.finished(id);
    assert.equal(resumed.status, 'succeeded', JSON.stringify(resumed.error));
    assert.equal(builds()[0]!.number, build.number + 1);
    assert.match(builds()[0]!.log.text, /"event": "resumed"/);
  });
});
