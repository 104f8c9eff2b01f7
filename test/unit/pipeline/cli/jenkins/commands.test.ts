import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLUGINS } from '../../../../../jenkins/check/plugins.ts';
import type { Build, Executor } from '../../../../servers/jenkins/build.ts';
import { ADMIN, JenkinsController } from '../../../../servers/jenkins/controller.ts';
import { FOLDER, gate, jobXml, waitAt } from '../../../jenkins/world.ts';
import { called } from '../called.ts';

const PLUGIN_LIST = Object.values(PLUGINS)
  .flat()
  .map((shortName) => ({ shortName, version: '1' }));

describe('touchstone jenkins', () => {
  let controller: JenkinsController;
  let environment: Record<string, string>;
  let execute: Executor = async () => undefined;
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-jenkins-cli-'));
  before(async () => {
    controller = await JenkinsController.start({ plugins: PLUGIN_LIST, execute: (build) => execute(build) });
    controller.items.add('team', FOLDER);
    environment = {
      TOUCHSTONE_HOME: join(directory, 'home'),
      TOUCHSTONE_LANG: 'en',
      TOUCHSTONE_JENKINS_URL: controller.url,
      TOUCHSTONE_JENKINS_USER: ADMIN.name,
      TOUCHSTONE_JENKINS_TOKEN: ADMIN.token,
      TOUCHSTONE_JENKINS_FOLDER: 'team',
    };
  });
  beforeEach(() => {
    controller.items.remove('team/touchstone-retrain');
    controller.items.add('team/touchstone-retrain', jobXml('NAME', 'TOUCHSTONE_KEY'));
    execute = async () => undefined;
  });
  after(async () => {
    await controller.stop();
    rmSync(directory, { recursive: true });
  });
  const call = (...argv: readonly string[]) => called(['jenkins', ...argv], environment);
  const json = async (...argv: readonly string[]) => {
    const { status, last } = await call(...argv, '--json');
    return { status, value: JSON.parse(last) as Record<string, unknown> };
  };

  it('is among what doctor looks at, without showing the token', async () => {
    const look = async (token: string) => {
      const quick = { ...environment, TOUCHSTONE_PYTHON: '/nowhere', TOUCHSTONE_JENKINS_TOKEN: token };
      const { last } = await called(['doctor', '--json'], quick);
      assert.ok(!last.includes(ADMIN.token));
      const { checks } = JSON.parse(last) as { checks: { id: string; status: string }[] };
      return checks.find(({ id }) => id === 'jenkins.connection')?.status;
    };
    assert.equal(await look(ADMIN.token), 'ok');
    assert.equal(await look('no'), 'fail');
  });

  it('says that no Jenkins is set, in both languages', async () => {
    const none = await called(['jenkins', 'check'], { TOUCHSTONE_LANG: 'en' });
    assert.equal(none.status, 2);
    assert.match(none.err, /TOUCHSTONE_JENKINS_URL/);
    assert.match((await called(['jenkins', 'check'], { TOUCHSTONE_LANG: 'zh-TW' })).err, /尚未設定 Jenkins/);
  });

  it('checks each thing, and gives the status of what fails', async () => {
    const good = await call('check');
    assert.equal(good.status, 0, good.out + good.err);
    assert.match(good.out, /✓ Connection: Jenkins 2\.528\.3 at http:/);
    const wrong = await called(['jenkins', 'check', '--json'], {
      ...environment,
      TOUCHSTONE_JENKINS_TOKEN: 'no',
    });
    assert.equal(wrong.status, 2);
    const { checks } = JSON.parse(wrong.last) as { checks: { id: string; code: string; advice: string }[] };
    assert.deepEqual(
      checks.map(({ id, code }) => [id, code]),
      [['connection', 'JENKINS_UNAUTHORIZED']],
    );
    assert.ok(checks[0]!.advice.length > 0);
  });

  it('sets the job up and says so, and refuses to overwrite a person’s', async () => {
    const argv = ['setup', '--repository', 'https://git.example/data.git'];
    assert.equal((await call(...argv)).status, 2);
    controller.items.remove('team/touchstone-retrain');
    assert.deepEqual(await json(...argv).then(({ status, value }) => [status, value.outcome]), [
      0,
      'created',
    ]);
    assert.match((await call(...argv)).out, /as it should be/);
    assert.ok(controller.job('team/touchstone-retrain').parameters.some(({ name }) => name === 'DATASET'));
    assert.equal((await call('setup')).status, 2);
    assert.match((await call('setup', '--training')).err, /TOUCHSTONE_JENKINS_TRAIN_LABEL/);
  });

  it('starts a build, follows it by its key, takes its files and gives its verdict as exit status', async () => {
    execute = async (build: Build) => {
      build.print(`name ${build.parameters.get('NAME')} \u001b[31mred`);
      await build.archiveBytes('touchstone-run.json', '{"run_id":"run_7","verdict":"INCONCLUSIVE"}');
      await build.archiveBytes('touchstone-report/index.html', '<p>');
      return 'UNSTABLE';
    };
    const triggered = await json('trigger', '--parameter', 'NAME=a=b', '--key', 'k-1');
    assert.deepEqual(
      [triggered.status, triggered.value.reference, triggered.value.known],
      [0, 'key:k-1', false],
    );
    const out = join(directory, 'files');
    const followed = await call('follow', 'key:k-1', '--out', out);
    assert.equal(followed.status, 3, followed.err);
    assert.match(followed.out, /name a=b /);
    assert.ok(!followed.out.includes('\u001b'));
    assert.match(followed.out, /Verdict of run run_7: INCONCLUSIVE/);
    assert.deepEqual(readdirSync(out).sort(), ['touchstone-report', 'touchstone-run.json']);
    assert.equal(readFileSync(join(out, 'touchstone-report', 'index.html'), 'utf8'), '<p>');
    assert.equal((await call('follow', '1', '--out', out)).status, 2);
    const again = await json('trigger', '--parameter', 'NAME=a=b', '--key', 'k-1', '--follow', '--no-log');
    assert.deepEqual([again.status, again.value.number, again.value.verdict], [3, 1, 'INCONCLUSIVE']);
    assert.match((await call('log', '1')).out, /Finished: UNSTABLE/);
  });

  it('writes no file outside, whatever a build calls it', async () => {
    execute = async (build: Build) => {
      build.artifacts.push('../../outside.txt');
      return undefined;
    };
    await call('trigger');
    const out = join(directory, 'hostile');
    const { status, err } = await call('follow', '1', '--out', out);
    assert.equal(status, 2, err);
    assert.match(err, /PATH_UNSAFE|plain file name|outside/i);
    assert.ok(!readdirSync(directory).some((name) => name.startsWith('hostile')));
  });

  it('stops a build, and leaves one that is only not followed any more', async () => {
    execute = (build: Build) => waitAt(build, gate().opened);
    await call('trigger', '--parameter', 'NAME=x');
    const leaving = new AbortController();
    const following = called(['jenkins', 'follow', '1'], environment, leaving.signal);
    setTimeout(() => leaving.abort(), 300);
    const left = await following;
    assert.equal(left.status, 130);
    assert.match(left.out, /touchstone jenkins follow 1/);
    assert.equal(controller.job('team/touchstone-retrain').build(1)!.building, true);
    assert.deepEqual((await json('stop', '1')).value.stopped, 'asked');
    const ended = await json('follow', '1');
    assert.deepEqual([ended.status, ended.value.result], [4, 'ABORTED']);
    assert.equal((await call('follow', 'nonsense')).status, 2);
    assert.equal((await call('follow', '99')).status, 2);
  });
});
