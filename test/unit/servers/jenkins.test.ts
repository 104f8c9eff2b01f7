import assert from 'node:assert/strict';
import type { User } from '../../servers/jenkins/access.ts';
import { Aborted, type Build } from '../../servers/jenkins/build.ts';
import { ADMIN, type ControllerOptions, JenkinsController } from '../../servers/jenkins/controller.ts';

const READER: User = { ...ADMIN, name: 'reader', password: 'p', token: 't', may: ['read'] };
const PARAMETERISED = `<?xml version='1.1' encoding='UTF-8'?>
<flow-definition><properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>
<hudson.model.StringParameterDefinition><name>NAME</name><defaultValue>x &amp; y</defaultValue></hudson.model.StringParameterDefinition>
</parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties></flow-definition>`;
const PLAIN = '<flow-definition><disabled>false</disabled></flow-definition>';
const FOLDER =
  '<com.cloudbees.hudson.plugins.folder.Folder><properties/></com.cloudbees.hudson.plugins.folder.Folder>';

const basic = (secret: string, name = 'admin') => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
});

describe('the stand-in for a Jenkins controller', () => {
  let controller: JenkinsController;
  const begin = async (options: ControllerOptions = {}) => {
    controller = await JenkinsController.start(options);
    controller.items.add('team', FOLDER);
    controller.items.add('team/job', PARAMETERISED);
    controller.items.add('plain', PLAIN);
  };
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${controller.url}${path}`, { headers: basic(ADMIN.token), redirect: 'manual', ...init });
  const post = (path: string, init: RequestInit = {}) => ask(path, { method: 'POST', ...init });
  const json = async (path: string) => (await (await ask(path)).json()) as Record<string, never>;
  const job = '/job/team/job/job';
  afterEach(() => controller.stop());

  it('wants a crumb of the same session from a password, and none from a token', async () => {
    await begin();
    const headers = basic(ADMIN.password);
    assert.equal((await post('/job/plain/build', { headers })).status, 403);
    const issued = await ask('/crumbIssuer/api/json', { headers });
    const { crumb, crumbRequestField } = (await issued.json()) as Record<string, string>;
    const withCrumb = { ...headers, [crumbRequestField!]: crumb! };
    assert.equal((await post('/job/plain/build', { headers: withCrumb })).status, 403);
    const cookie = issued.headers.get('set-cookie')!.split(';')[0]!;
    assert.equal((await post('/job/plain/build', { headers: { ...withCrumb, cookie } })).status, 201);
    assert.equal((await post('/job/plain/build')).status, 201);
  });

  it('knows 401, 403, 405, 409 and 400', async () => {
    await begin({ users: [ADMIN, READER] });
    assert.equal((await ask('/api/json', { headers: basic('no') })).status, 401);
    assert.equal((await ask('/api/json', { headers: {} })).status, 403);
    const reader = { headers: basic('t', 'reader') };
    assert.equal((await ask('/api/json', reader)).status, 200);
    assert.equal((await post('/job/plain/build', reader)).status, 403);
    assert.equal((await ask('/job/plain/build')).status, 405);
    assert.equal((await post('/job/plain/buildWithParameters')).status, 400);
    assert.equal((await post('/job/plain/disable')).status, 302);
    assert.equal((await post('/job/plain/build')).status, 409);
  });

  it('joins a build onto one like it that waits, and forgets items after five minutes', async () => {
    await begin({ quietSeconds: 60 });
    const body = new URLSearchParams({ NAME: 'a', OTHER: 'is left out' });
    const first = await post(`${job}/buildWithParameters`, { body });
    assert.equal(first.status, 201);
    assert.equal(first.headers.get('location'), `${controller.url}/queue/item/1/`);
    const again = await post(`${job}/buildWithParameters`, { body });
    assert.deepEqual([again.status, again.headers.get('location')], [303, first.headers.get('location')]);
    assert.match((await json('/queue/item/1/api/json')).why!, /quiet period/);
    controller.clock.advance(61_000);
    controller.queue.maintain();
    const left = await json('/queue/item/1/api/json?tree=cancelled,executable[number]');
    const { _class: _, ...executable } = left.executable as unknown as Record<string, unknown>;
    assert.deepEqual([left.cancelled, executable], [false, { number: 1 }]);
    controller.clock.advance(5 * 60_000);
    assert.equal((await ask('/queue/item/1/api/json')).status, 404);
    const { builds } = await json(`${job}/api/json?tree=builds[number,queueId]{0,5}`);
    assert.deepEqual(
      (builds as unknown as { number: number; queueId: number }[]).map((one) => [one.number, one.queueId]),
      [[1, 1]],
    );
  });

  it('gives the log in whole lines with CR LF, and says until when there is more', async () => {
    let go = (): void => {};
    const half = new Promise<void>((resolve) => {
      go = resolve;
    });
    await begin({
      execute: async (build: Build) => {
        build.log.append('試金石\nhalf');
        await half;
        return undefined;
      },
    });
    await post('/job/plain/build');
    const [build] = controller.job('plain').builds;
    while (!build!.log.text.includes('half')) await new Promise(setImmediate);
    const piece = await post('/job/plain/1/logText/progressiveText', {
      body: new URLSearchParams({ start: '0' }),
    });
    assert.equal(await piece.text(), 'Started by user admin\r\n試金石\r\n');
    assert.deepEqual([piece.headers.get('x-more-data'), piece.headers.get('x-text-size')], ['true', '32']);
    go();
    await build!.done;
    const rest = await ask('/job/plain/1/logText/progressiveText?start=32');
    assert.equal(await rest.text(), 'halfFinished: SUCCESS\r\n');
    assert.equal(rest.headers.get('x-more-data'), null);
    assert.match(await (await ask('/job/plain/1/logText/progressiveText?start=9999')).text(), /^Started/);
  });

  it('stops a build with 302, asks people, and never makes a result better', async () => {
    await begin({
      executors: 3,
      execute: async (build: Build) => {
        build.worsen('UNSTABLE');
        if (build.parameters.get('NAME') !== 'ask') return 'SUCCESS';
        build.description = await build.input('promote', 'Promote?');
        return undefined;
      },
    });
    const start = (name: string) =>
      post(`${job}/buildWithParameters`, { body: new URLSearchParams({ NAME: name }) });
    await start('plain');
    const { builds } = controller.job('team/job');
    await builds[0]!.done;
    assert.equal(builds[0]!.result, 'UNSTABLE');
    await start('ask');
    while (builds[0]!.inputs.length === 0) await new Promise(setImmediate);
    assert.equal((await post(`${job}/2/input/promote/proceedEmpty`)).status, 404);
    assert.equal((await post(`${job}/2/input/Promote/proceedEmpty`)).status, 200);
    await builds[0]!.done;
    assert.deepEqual([builds[0]!.result, builds[0]!.description], ['UNSTABLE', 'admin']);
    await start('ask');
    while (builds[0]!.inputs.length === 0) await new Promise(setImmediate);
    assert.equal((await post(`${job}/3/stop`)).status, 302);
    await builds[0]!.done;
    assert.equal(builds[0]!.result, 'ABORTED');
    assert.ok(builds[0]!.signal.reason instanceof Aborted);
  });

  it('makes and changes items, serves archived files under its policy, and loses the queue when it is killed', async () => {
    await begin({
      prefix: '/jenkins',
      execute: async (build: Build) => {
        await build.archiveBytes('report/index.html', '<p>');
        return undefined;
      },
    });
    const headers = { ...basic(ADMIN.token), 'content-type': 'text/xml; charset=utf-8' };
    const make = () => post('/job/team/createItem?name=new', { headers, body: PLAIN });
    assert.equal((await make()).status, 200);
    const twice = await make();
    assert.deepEqual([twice.status, twice.headers.get('x-error')?.includes('already exists')], [400, true]);
    assert.equal(await (await ask('/job/team/job/new/config.xml')).text(), PLAIN);
    assert.equal((await post('/job/team/job/new/config.xml', { headers, body: PARAMETERISED })).status, 200);
    await post('/job/plain/build');
    await controller.job('plain').builds[0]!.done;
    const page = await ask('/job/plain/1/artifact/report/index.html');
    assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/);
    assert.equal((await ask('/job/plain/1/artifact/..%2f..%2fx')).status, 404);
    controller.queue.held = true;
    await post('/job/plain/build');
    assert.match((await json('/queue/item/2/api/json')).why!, /shut down/);
    await controller.restart();
    assert.equal((await ask('/queue/item/2/api/json')).status, 404);
    assert.equal((await ask('/job/plain/1/api/json')).status, 200);
  });
});
