import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { progressLineSchema } from '../../pipeline/cli/terminal/progress-line.ts';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { freePort } from '../servers/free-port.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { trainersOf } from './trainers.ts';
import { createWorld, ONE_SIZE, type World } from './world.ts';

const PROGRAM = join(ROOT, 'pipeline', 'cli', 'touchstone.mjs');
/** Long enough a training to be killed in its middle. */
const SPEC = 'train:\n  epochs: 30\n';

interface Result {
  readonly run_id: string;
  readonly status: string;
  readonly verdict: string | null;
  readonly reused: boolean;
}

for (const size of ONE_SIZE) {
  describe(`the command line as CI uses it (${size})`, function () {
    this.timeout(240_000);
    let world: World;
    let environment: Record<string, string>;
    let service: ServiceUnderTest;
    const commands: ChildProcess[] = [];

    beforeEach(async function () {
      const port = String(await freePort());
      world = await createWorld(size, this, {
        TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
        TOUCHSTONE_PORT: port,
      });
      environment = { ...world.environment };
      service = await ServiceUnderTest.start(environment);
      writeFileSync(join(world.home, 'data.jsonl'), tinyRows());
      writeFileSync(join(world.home, 'spec.yaml'), SPEC);
    });
    afterEach(async () => {
      for (const child of commands.splice(0)) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await service?.stop();
      await world?.dispose();
    });

    /** Starts the program as a CI system does; `run` is told of its run as soon as its progress names it. */
    function start(argv: readonly string[], more: Record<string, string> = {}) {
      const env = {
        PATH: environment.PATH,
        TOUCHSTONE_HOME: world.home,
        TOUCHSTONE_URL: service.url,
        ...more,
      };
      const child = spawn(process.execPath, [PROGRAM, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      commands.push(child);
      const out = text(child.stdout);
      const lines: string[] = [];
      createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
      const ended = once(child, 'exit').then(async ([status]) => ({ status, out: await out, lines }));
      return { child, ended, lines };
    }
    const run = (...more: string[]) =>
      ['run', '--dataset', join(world.home, 'data.jsonl'), '--name', 'm', '--base', 'tiny']
        .concat('--spec', join(world.home, 'spec.yaml'), '--json', '--progress', 'json')
        .concat(more);
    const runs = async () =>
      ((await (await fetch(`${service.url}/v1/runs`)).json()) as { items: { id: string; status: string }[] })
        .items;
    async function trained(percent: number): Promise<string> {
      for (;;) {
        const [first] = await runs();
        if (first === undefined) continue;
        for await (const { body } of service.events(first.id)) {
          if (body.type === 'progress' && body.stage === 'train' && body.progress.percent >= percent)
            return first.id;
        }
        assert.fail('training was over before it could be disturbed');
      }
    }

    it('follows a run through kill -9 and a restart of the service, and finds it again afterwards', async () => {
      const report = join(world.home, 'report');
      const followed = start(run('--follow', '--out', report));
      const id = await trained(20);
      const other = start(['runs', 'follow', id, '--json']);
      await service.kill();
      service = await ServiceUnderTest.start(environment);
      const [first, second] = await Promise.all([followed.ended, other.ended]);
      const result = JSON.parse(first.out) as Result;
      assert.deepEqual(
        [first.status, result.run_id, result.status, result.verdict, result.reused],
        [1, id, 'succeeded', 'FAIL', false],
        first.lines.join('\n'),
      );
      assert.equal(second.status, 1, second.lines.join('\n'));
      const told = first.lines
        .filter((line) => line.startsWith('{'))
        .map((line) => progressLineSchema.parse(JSON.parse(line)).type);
      assert.ok(told.includes('lost'), told.join(' '));
      const again = await start(run('--follow')).ended;
      const found = JSON.parse(again.out) as Result;
      assert.deepEqual([again.status, found.run_id, found.reused], [1, id, true]);
      assert.equal((await runs()).length, 1);
    });

    it('starts one run however often, and at once, the same command is called, and another try when that failed', async () => {
      const calls = await Promise.all([1, 2, 3].map(() => start(run('--detach')).ended));
      const ids = new Set(calls.map(({ out }) => (JSON.parse(out) as Result).run_id));
      assert.equal(ids.size, 1, calls.map(({ lines }) => lines.join('\n')).join('\n'));
      const [id] = ids;
      await service.kill();
      service = await ServiceUnderTest.start(environment);
      const after = JSON.parse((await start(run('--detach')).ended).out) as Result;
      assert.deepEqual([after.run_id, after.reused], [id, true]);
      assert.equal((await start(['runs', 'cancel', id!]).ended).status, 0);
      const tried = JSON.parse((await start(run('--detach', '--again')).ended).out) as Result;
      assert.deepEqual([tried.run_id === id, tried.reused], [false, false]);
      const plain = JSON.parse((await start(run('--detach')).ended).out) as Result;
      assert.equal(plain.run_id, tried.run_id, 'the new try is what the command means from now on');
    });

    it('cancels the run when a CI system aborts it, and leaves nothing working', async () => {
      const { child, ended } = start(run('--follow'), {
        JENKINS_URL: 'https://ci.example/',
        BUILD_URL: 'https://ci.example/job/m/7/',
      });
      const id = await trained(5);
      child.kill('SIGTERM');
      const { status, out, lines } = await ended;
      assert.deepEqual([status, (JSON.parse(out) as Result).status], [130, 'cancelled'], lines.join('\n'));
      const cancelled = await service.run(id);
      assert.equal(cancelled.status, 'cancelled');
      assert.deepEqual(
        [cancelled.trigger.kind, cancelled.trigger.link],
        ['jenkins', 'https://ci.example/job/m/7/'],
      );
      while ((await trainersOf(world.home)).length > 0) await new Promise((next) => setTimeout(next, 50));
    });

    it('leaves the run going for a person who stops following it', async () => {
      const { child, ended } = start(run('--follow'));
      const id = await trained(5);
      child.kill('SIGINT');
      const { status, out } = await ended;
      assert.deepEqual([status, (JSON.parse(out) as Result).status], [130, 'interrupted']);
      assert.equal((await service.run(id)).status, 'running');
      assert.equal((await start(['runs', 'follow', id, '--json']).ended).status, 1);
    });
  });
}
