import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { JenkinsClient } from '../../../jenkins/client/client.ts';
import { freePort } from '../../servers/free-port.ts';
import type { Build } from '../../servers/jenkins/build.ts';
import { ADMIN, JenkinsController } from '../../servers/jenkins/controller.ts';
import { called } from '../pipeline/cli/called.ts';
import { FOLDER, jobXml, settingsFor } from './world.ts';

const TOKEN = '11canary5ec7e70000deadbeef11223344';
const USER = { ...ADMIN, token: TOKEN, password: 'canary-password' };
const PLANTED = [TOKEN, Buffer.from(`admin:${TOKEN}`).toString('base64')];

/** Sends back what it was sent, as a debugging proxy might, with this status. */
const echoing =
  (status: number, type: string): RequestListener =>
  (request: IncomingMessage, response) => {
    const told = request.headers.authorization ?? '';
    response.writeHead(status, {
      'content-type': type,
      'x-error': told,
      'x-jenkins': told,
      location: `https://x.example/${encodeURIComponent(told)}?${TOKEN}`,
    });
    response.end(type === 'application/json' ? JSON.stringify({ told }) : told);
  };

describe('the token of Jenkins', function () {
  this.timeout(60_000);
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-jenkins-secrets-'));
  const said: string[] = [];
  let controller: JenkinsController;
  let echo: Server;
  before(async () => {
    controller = await JenkinsController.start({
      users: [USER],
      execute: async (build: Build) => {
        await build.archiveBytes('touchstone-run.json', JSON.stringify({ run_id: 'r', verdict: 'PASS' }));
        return undefined;
      },
    });
    controller.items.add('team', FOLDER);
    controller.items.add('team/touchstone-retrain', jobXml('NAME'));
  });
  after(async () => {
    await controller.stop();
    rmSync(directory, { recursive: true });
  });
  const environment = (url: string, own: Record<string, string> = {}) => ({
    TOUCHSTONE_HOME: join(directory, 'home'),
    TOUCHSTONE_JENKINS_URL: url,
    TOUCHSTONE_JENKINS_USER: 'admin',
    TOUCHSTONE_JENKINS_TOKEN: TOKEN,
    TOUCHSTONE_JENKINS_FOLDER: 'team',
    TOUCHSTONE_JENKINS_TIMEOUT: '5',
    ...own,
  });
  const say = async (env: Record<string, string>, ...argv: readonly string[]) => {
    const { out, err } = await called(argv, env);
    said.push(out, err);
  };

  it('is in nothing that commands say, whatever fails', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    await say(environment(nobody), 'jenkins', 'check');
    await say(environment('https://no-such-host.invalid'), 'jenkins', 'trigger');
    await say(environment(controller.url, { TOUCHSTONE_JENKINS_TOKEN: `${TOKEN}\n` }), 'jenkins', 'check');
    await say(environment(`http://admin:${TOKEN}@127.0.0.1:1`), 'jenkins', 'check');
    await say(environment(controller.url, { TOUCHSTONE_JENKINS_TOKEN_FILE: TOKEN }), 'jenkins', 'check');
    // A service elsewhere: nothing of this machine is looked at but settings and Jenkins.
    await say(environment(controller.url, { TOUCHSTONE_URL: nobody }), 'doctor');
    for (const [status, type] of [
      [200, 'text/plain'],
      [200, 'application/json'],
      [302, 'text/html'],
      [400, 'text/plain'],
      [401, 'text/plain'],
      [403, 'text/html'],
      [404, 'text/plain'],
      [500, 'application/json'],
      [503, 'text/plain'],
    ] as const) {
      echo = createServer(echoing(status, type));
      await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
      const env = environment(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`);
      for (const argv of [
        ['check'],
        ['trigger'],
        ['setup', '--repository', 'https://git.example/a'],
        ['log', '1'],
      ])
        await say(env, 'jenkins', ...argv);
      echo.close();
    }
    await say(environment(controller.url), 'jenkins', 'trigger', '--follow', '--parameter', 'NAME=x');
    const all = said.join('\n');
    assert.ok(all.length > 10_000 && all.includes('JENKINS_UNAUTHORIZED'));
    for (const secret of PLANTED)
      assert.ok(
        !all.includes(secret),
        all.split('\n').find((line) => line.includes(secret)),
      );
  });

  it('is in no error, however deep one looks', async () => {
    echo = createServer(echoing(500, 'text/plain'));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`);
    const client = new JenkinsClient(settingsFor(controller, { url, token: TOKEN }));
    const { signal } = new AbortController();
    for (const ask of [
      () => client.info(signal),
      () => client.trigger('a', {}, signal),
      () => client.artifact('a', 1, 'b', signal),
    ]) {
      const error = await ask().then(
        () => assert.fail('no error'),
        (thrown: unknown) => thrown,
      );
      const text = `${inspect(error, { depth: 20, showHidden: true })}${JSON.stringify(error)}`;
      for (const secret of PLANTED) assert.ok(!text.includes(secret));
    }
    echo.close();
  });

  it('goes to Jenkins in one header alone: not into its jobs, builds, parameters or files', async () => {
    const out = join(directory, 'files');
    await called(
      ['jenkins', 'setup', '--force', '--repository', 'https://git.example/a'],
      environment(controller.url),
    );
    await called(['jenkins', 'trigger', '--follow', '--out', out], environment(controller.url));
    const job = controller.job('team/touchstone-retrain');
    const [build] = job.builds;
    const kept = [job.config, build!.log.text, ...build!.parameters.values(), ...controller.seen];
    for (const name of readdirSync(out)) kept.push(readFileSync(join(out, name), 'utf8'));
    assert.ok(kept.length > 4);
    for (const secret of PLANTED) assert.ok(!kept.join('\n').includes(secret));
    const headers = controller.seenHeaders.flatMap((one) => Object.entries(one));
    const carriers = headers.filter(([, value]) => PLANTED.some((secret) => String(value).includes(secret)));
    assert.deepEqual([...new Set(carriers.map(([name]) => name))], ['authorization']);
  });
});
