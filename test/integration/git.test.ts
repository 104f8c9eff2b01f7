import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitTriggerInput, gitTriggerSchema } from '../../pipeline/contracts/git-trigger.ts';
import type { TriggerView } from '../../pipeline/contracts/triggers.ts';
import { StandInForge } from '../fixtures/git/forge.ts';
import { GitHttpServer } from '../fixtures/git/http-server.ts';
import { TestRepository } from '../fixtures/git/test-repository.ts';
import { type EmptyStageBehaviour, emptyStages } from './empty-stages.ts';
import { createWorld, type Running, runIn, SIZES, type World } from './world.ts';

type Service = Running['service'];

const TOKEN = 'forge-token-canary-4711';
const PASSWORD = 'read-token-canary-0815';
const WEBHOOK = 'webhook-secret-canary';

/** Commits of a real repository, over git's own HTTP back end, to runs; the forge is a stand-in. */
for (const size of SIZES) {
  describe(`dataset repositories (${size})`, function () {
    this.timeout(120_000);
    let world: World;
    let running: Running[] = [];
    let repository: TestRepository;
    let server: GitHttpServer;
    let forge: StandInForge;

    beforeEach(async function () {
      repository = new TestRepository({ name: 'moj/petitions.git' });
      server = await GitHttpServer.start(repository.root, { password: `x-access-token:${PASSWORD}` });
      forge = await StandInForge.start(TOKEN);
      const hosts = { TOUCHSTONE_GIT_INSIDE_HOSTS: `${server.host},${forge.host}` };
      const extra = { ...hosts, TOUCHSTONE_PUBLIC_URL: 'https://touchstone.example' };
      world = await createWorld(size, this, extra);
      plantSecrets(world.home);
    });
    afterEach(async () => {
      for (const one of running) await one.close();
      running = [];
      await forge.stop();
      await server.stop();
      repository.remove();
      await world.dispose();
    });

    const start = async (behaviour: EmptyStageBehaviour = {}, settings = world.settings) => {
      const one = await runIn(settings, emptyStages(behaviour));
      running.push(one);
      return one;
    };
    const watch = (service: Service, more: Partial<GitTriggerInput> = {}) =>
      service.pipelines.set(
        {
          ...{ name: 'm', dataset: 'd', test: null, spec: {}, schedule: null, upload: false },
          git: gitTriggerSchema.parse({
            url: `${server.url}/moj/petitions.git`,
            credentials: 'read',
            poll_minutes: null,
            webhook: { forge: 'github', secret: 'hook' },
            status: { forge: 'gitea', token: 'forge', api: `http://${forge.host}/api/v1`, language: 'en' },
            ...more,
          }),
        },
        'alice',
      );
    const push = (service: Service, name = 'm') => {
      const body = Buffer.from(JSON.stringify({ ref: 'refs/heads/main', n: randomUUID() }));
      const headers = {
        'x-github-event': 'push',
        'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK).update(body).digest('hex')}`,
      };
      return service.git.receive(name, { headers, body });
    };
    const data = (rows: string) => ({
      'touchstone.yaml': 'dataset: a.csv\n',
      'a.csv': `text,label\n${rows}\n`,
    });

    it('start a run for a commit with new data, name the commit in it, and tell the forge', async () => {
      const { service } = await start();
      await watch(service);
      const first = repository.commit(data('甲,乙'), '加入資料');
      assert.equal(await push(service), true);
      const trigger = await triggerOf(service, first);
      assert.equal(trigger.outcome, 'started');
      assert.equal(trigger.reason, '加入資料');
      const run = await ended(service, trigger.run!);
      assert.equal(run.status, 'succeeded');
      assert.deepEqual(run.trigger.commit, {
        repository: `${server.url}/moj/petitions.git`,
        branch: 'main',
        id: first,
      });
      assert.equal(run.dataset.dataset, 'd');
      await until(async () => forge.statesOf(first).at(-1) === 'success');
      const told = forge.requests.at(-1)!;
      assert.equal(told.path, `/api/v1/repos/moj/petitions/statuses/${first}`);
      assert.deepEqual(told.body, {
        state: 'success',
        description: 'PASS: the gate let the model through',
        context: 'touchstone',
        target_url: `https://touchstone.example/v1/runs/${run.id}/report`,
      });

      const second = repository.commit({ 'README.md': 'words only' });
      await push(service);
      const unchanged = await triggerOf(service, second);
      assert.deepEqual([unchanged.outcome, unchanged.run], ['unchanged', run.id]);
      await until(async () => forge.statesOf(second).at(-1) === 'success');
      assert.match(String(forge.requests.at(-1)!.body.description), /^No new data/);

      const third = repository.commit(data('甲,丙'));
      await push(service);
      const changed = await triggerOf(service, third);
      assert.equal(changed.outcome, 'started');
      assert.notEqual(changed.run, run.id);
    });

    it('have a faulty commit on record with its reason, and told; the next good one trains', async () => {
      const { service } = await start();
      await watch(service);
      const bad = repository.commit({ 'touchstone.yaml': 'datset: a.csv\n' });
      await push(service);
      const refused = await triggerOf(service, bad);
      assert.equal(refused.outcome, 'refused');
      assert.deepEqual(
        refused.error!.errors.map(({ code, file, line, field }) => [code, file, line, field]),
        [
          ['SPEC_VALUE', 'touchstone.yaml', 1, 'dataset'],
          ['SPEC_UNKNOWN_FIELD', 'touchstone.yaml', 1, 'datset'],
        ],
      );
      await until(async () => forge.statesOf(bad).at(-1) === 'error');
      const shown = await service.git.show('m', 'zh-TW');
      assert.equal(shown.commit, bad);
      assert.match(shown.error!.title, /2 處錯誤/);
      const good = repository.commit(data('甲,乙'));
      await push(service);
      assert.equal((await triggerOf(service, good)).outcome, 'started');
    });

    it('are looked at now and then where no webhook reaches us', async () => {
      const { service, stores } = await start();
      await watch(service, { webhook: null, poll_minutes: 5 });
      const [polled] = await stores.queue.tasks.repetitions('git_look-');
      assert.deepEqual(polled, { id: 'git_look-m', when: { everyMs: 300_000 } });
      const id = repository.commit(data('甲,乙'));
      // BullMQ forgets a change that comes while a worker takes up the job before it.
      await until(async () => (await service.git.show('m', 'en')).lookedAt !== null);
      // The same repetition, oftener than people can ask for.
      await stores.queue.tasks.repeat('git_look-m', { everyMs: 2000 }, { task: 'git_look', pipeline: 'm' });
      assert.equal((await triggerOf(service, id)).outcome, 'started');
      const seen = (await service.git.show('m', 'en')).lookedAt!;
      await until(async () => (await service.git.show('m', 'en')).lookedAt! > seen);
      assert.equal((await service.triggers.list({ name: 'm' }, 'en')).items.length, 1);
      await service.pipelines.remove('m');
      assert.deepEqual(await stores.queue.tasks.repetitions('git_look-'), []);
    });

    it('are looked at by one of several services, and give one run for one commit', async () => {
      const first = await start();
      const neighbour = size === 'server' ? await world.neighbour() : null;
      if (neighbour !== null) plantSecrets(neighbour.home);
      const second = neighbour === null ? first : await start({}, neighbour);
      await watch(first.service);
      const id = repository.commit(data('甲,乙'));
      await Promise.all([first, second, first, second].map(({ service }) => push(service)));
      await triggerOf(second.service, id);
      await until(async () => !(await first.service.git.show('m', 'en')).wanted);
      const { items } = await first.service.triggers.list({ name: 'm' }, 'en');
      assert.deepEqual(
        items.map(({ outcome }) => outcome),
        ['started'],
      );
    });

    it('lose nothing by a forge that is down: the run goes on, and the forge is told later', async () => {
      const { service, stores } = await start();
      await watch(service);
      forge.answers.push(503, 500);
      const id = repository.commit(data('甲,乙'));
      await push(service);
      const trigger = await triggerOf(service, id);
      assert.equal((await ended(service, trigger.run!)).status, 'succeeded');
      const failed = await until(async () => {
        const [one] = (await service.git.show('m', 'en')).statuses;
        return one?.error != null ? one : null;
      });
      assert.equal(failed.error!.code, 'GIT_STATUS_FAILED');
      assert.ok(failed.nextAt !== null && failed.givenUpAt === null);
      await until(async () => {
        // Its time need not be waited for.
        await stores.queue.tasks.add(`now-${randomUUID()}`, {
          task: 'git_status',
          pipeline: 'm',
          commit: id,
        });
        return (
          forge.statesOf(id).at(-1) === 'success' &&
          (await service.git.show('m', 'en')).statuses[0]!.sentAt !== null
        );
      });
      assert.equal((await service.git.show('m', 'en')).statuses[0]!.error, null);
    });

    it('say once what is wrong with the way to them, and show no secret anywhere', async () => {
      const { service, stores } = await start();
      writeFileSync(join(world.home, 'secrets', 'read'), 'wrong-token-canary', { mode: 0o600 });
      repository.commit(data('甲,乙'));
      await watch(service);
      for (const round of [1, 2]) {
        await push(service);
        await until(async () => {
          const shown = await service.git.show('m', 'en');
          return !shown.wanted && shown.failures >= round;
        });
      }
      const { items } = await service.triggers.list({ name: 'm' }, 'en');
      assert.deepEqual(
        items.map(({ outcome, error }) => [outcome, error?.code]),
        [['refused', 'GIT_ACCESS_DENIED']],
      );
      plantSecrets(world.home);
      await push(service);
      await until(async () => (await service.git.show('m', 'en')).error === null);
      const tables = [
        'triggers',
        'git_watches',
        'git_statuses',
        'git_deliveries',
        'pipelines',
        'runs',
        'run_events',
      ];
      for (const table of tables) {
        const rows = await stores.database.query(
          `SELECT to_jsonb(t)::text AS text FROM touchstone.${table} t`,
        );
        assert.ok(!/canary/.test(JSON.stringify(rows)), table);
      }
    });

    it('take up after a restart what was asked for before', async () => {
      const first = await start();
      await watch(first.service);
      const id = repository.commit(data('甲,乙'));
      await first.stores.database.query(
        `INSERT INTO touchstone.git_watches (name, source, wanted_at, busy_by, busy_until)
         VALUES ('m', 'x', now(), $1, now() + interval '1 hour')`,
        [readFileSync(join(world.home, 'service-id'), 'utf8')],
      );
      await first.close();
      running = [];
      const second = await start();
      assert.equal((await triggerOf(second.service, id)).outcome, 'started');
    });
  });
}

function plantSecrets(home: string): void {
  const secrets = join(home, 'secrets');
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  for (const [name, value] of Object.entries({ forge: TOKEN, read: PASSWORD, hook: WEBHOOK }))
    writeFileSync(join(secrets, name), `${value}\n`, { mode: 0o600 });
}

/** The trigger of a commit, once it is settled. */
function triggerOf(service: Service, commit: string): Promise<TriggerView> {
  return until(async () => {
    const { items } = await service.triggers.list({ name: 'm' }, 'en');
    const found = items.find((one) => one.commit?.id === commit);
    return found === undefined || found.outcome === 'pending' ? null : found;
  });
}

async function ended(service: Service, id: string) {
  for await (const _ of service.runs.events(id, 0, AbortSignal.timeout(60_000), 'en'));
  return service.runs.show(id, 'en');
}

async function until<T>(look: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
