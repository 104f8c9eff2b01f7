import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION, filledIn, GITLAB, TASK, taskOfPipeline } from '../fixtures/ci-files.ts';
import type { TektonTaskSpec } from '../fixtures/schemas/tekton.ts';
import { CiWorld, type Ended } from './ci-world.ts';

const TEKTON = /\$\(([^)]+)\)/g;
const ACTIONS = /\$\{\{([^}]+)\}\}/g;
/** How the runners of GitHub and GitLab call bash. */
const BASH = ['bash', '--noprofile', '--norc', '-eo', 'pipefail'];

/** The scripts of each system's files, with the environment and the files that it gives, on a real service. */
describe('other CI systems', function () {
  this.timeout(400_000);
  let ci: CiWorld;
  before(async function () {
    ci = await CiWorld.create(this);
  });
  after(() => ci?.dispose());

  /** A step of a Tekton task, started by its own first line. */
  function tektonStep(spec: TektonTaskSpec, params: Record<string, string>, source: string, reports = '') {
    const results = join(ci.workspace, 'tekton', 'results');
    mkdirSync(results, { recursive: true });
    const [step] = spec.steps;
    const values = Object.fromEntries([
      ...(spec.params ?? []).flatMap((one) =>
        one.default === undefined ? [] : [[`params.${one.name}`, one.default]],
      ),
      ...Object.entries(params).map(([name, value]) => [`params.${name}`, value]),
      ...(spec.results ?? []).map(({ name }) => [`results.${name}.path`, join(results, name)]),
      ['workspaces.source.path', source],
      ['workspaces.reports.path', reports],
    ]);
    const env = Object.fromEntries(
      (step!.env ?? []).flatMap((one) =>
        'value' in one ? [[one.name, filledIn(one.value, TEKTON, values)]] : [],
      ),
    );
    const { TOUCHSTONE_COMMAND = '', CI: _, ...rest } = ci.environment({});
    const own = 'TOUCHSTONE_COMMAND' in env ? { TOUCHSTONE_COMMAND } : {};
    return ci.start(step!.script, [], { ...rest, ...env, ...own }, source);
  }
  const result = (name: string) => ci.read(join('tekton', 'results', name));

  function gitlabJob(name: '.touchstone-retrain' | '.touchstone-promote', variables: Record<string, string>) {
    const job = GITLAB[name]!;
    const env = ci.environment({ GITLAB_CI: 'true', ...variables });
    const defaults = { ...GITLAB['.touchstone']!.variables, ...job.variables };
    const { TOUCHSTONE_COMMAND: _, ...others } = defaults;
    return {
      start: () => ci.start(job.script![0]!, BASH, { ...others, ...env }),
      job,
      env: { ...others, ...env },
    };
  }

  function action(inputs: Record<string, string>) {
    const files = {
      GITHUB_OUTPUT: join(ci.workspace, 'output'),
      GITHUB_STEP_SUMMARY: join(ci.workspace, 'summary'),
    };
    ci.write({ output: '', summary: '' });
    const values = Object.fromEntries(
      Object.entries({ ...defaultsOf(ACTION.inputs), url: ci.service.url, ...inputs }).map(([k, v]) => [
        `inputs.${k}`,
        v,
      ]),
    );
    const start = (at: number) => {
      const step = ACTION.runs.steps[at]!;
      const given = Object.fromEntries(
        Object.entries(step.env).map(([name, text]) => [name, filledIn(text, ACTIONS, values)]),
      );
      const { TOUCHSTONE_COMMAND = '' } = ci.environment({});
      return ci.start(step.run, BASH, {
        ...ci.environment({ GITHUB_ACTIONS: 'true', ...files }),
        ...given,
        TOUCHSTONE_COMMAND,
      });
    };
    return { start, outputs: () => Object.fromEntries(ci.read('output').trim().split('\n').map(pair)) };
  }

  describe('Tekton', () => {
    it('fetches, retrains, gives its results, and promotes what passed', async () => {
      const source = join(ci.workspace, 'source');
      const reports = join(ci.workspace, 'reports');
      for (const folder of [source, reports]) mkdirSync(folder);
      const remote = {
        repository: `file://${ci.repository()}`,
        revision: 'HEAD',
        protocols: 'file',
        image: 'x',
      };
      const fetched = await tektonStep(taskOfPipeline('fetch'), remote, source).ended;
      assert.equal(fetched.status, 0, fetched.output);
      assert.match(result('commit'), /^[0-9a-f]{40}$/);
      const params = {
        ...{ dataset: 'data/train.jsonl', name: 'tekton', spec: 'passes.yaml', url: ci.service.url },
        ...{ image: 'x', language: 'en' },
      };
      const ended = await tektonStep(TASK.spec, params, source, reports).ended;
      assert.equal(ended.status, 0, ended.output);
      const [run] = await ci.runsOf('tekton');
      assert.deepEqual(['run', 'verdict', 'model-version', 'report-uri'].map(result), [
        run!.id,
        'PASS',
        '1',
        `${ci.service.url}/v1/runs/${run!.id}/report`,
      ]);
      for (const file of ['junit.xml', 'summary.md', 'en.html'])
        assert.ok(existsSync(join(reports, 'touchstone-report', file)), file);
      const gate = { verdict: 'PASS', 'report-uri': 'x', accept: '', image: 'x' };
      assert.equal((await tektonStep(taskOfPipeline('gate'), gate, source).ended).status, 0);
      assert.equal(
        (await tektonStep(taskOfPipeline('gate'), { ...gate, verdict: 'FAIL' }, source).ended).status,
        1,
      );
      const promote = {
        name: 'tekton',
        version: result('model-version'),
        url: ci.service.url,
        secret: 's',
        image: 'x',
      };
      const promoted = await tektonStep(
        taskOfPipeline('promote'),
        { ...promote, language: 'en', by: 'run-1' },
        source,
      ).ended;
      assert.equal(promoted.status, 0, promoted.output);
      const history = await fetch(`${ci.service.url}/v1/models/tekton/history`);
      const { items } = (await history.json()) as { items: { alias: string; by: string }[] };
      assert.ok(items.some(({ alias, by }) => alias === 'production' && by === 'Tekton run-1'));
    });

    it('refuses a protocol that it was not allowed', async () => {
      const source = join(ci.workspace, 'refused');
      mkdirSync(source);
      const remote = {
        repository: 'ext::sh -c touch% hacked',
        revision: 'HEAD',
        protocols: 'https:ssh',
        image: 'x',
      };
      assert.notEqual((await tektonStep(taskOfPipeline('fetch'), remote, source).ended).status, 0);
      assert.ok(!existsSync(join(source, 'hacked')));
    });

    it('cancels the run when its task is cancelled', async () => {
      const params = {
        dataset: 'data/train.jsonl',
        name: 'tekton-long',
        spec: 'long.yaml',
        url: ci.service.url,
      };
      const script = tektonStep(TASK.spec, { ...params, image: 'x', language: 'en' }, ci.workspace);
      await cancelled('tekton-long', script, () => script.signal('SIGTERM'));
    });
  });

  describe('GitLab', () => {
    const variables = { TOUCHSTONE_DATASET: 'data/train.jsonl', TOUCHSTONE_LANGUAGE: 'en' };

    it('fails a job on FAIL, with JUnit and variables for later jobs, and finds the same run when it is retried', async () => {
      const given = { ...variables, TOUCHSTONE_NAME: 'gitlab', TOUCHSTONE_SPEC: 'fails.yaml' };
      const failed = await gitlabJob('.touchstone-retrain', given).start().ended;
      assert.equal(failed.status, 1, failed.output);
      assert.match(failed.output, /FAIL: F1 \d\.\d{3}, base \d\.\d{3}/);
      assert.match(ci.read('touchstone-report/junit.xml'), /<testsuite/);
      const dotenv = Object.fromEntries(ci.read('touchstone.env').trim().split('\n').map(pair));
      assert.deepEqual([dotenv.TOUCHSTONE_VERDICT, dotenv.TOUCHSTONE_VERSION], ['FAIL', '']);
      const accepted = await gitlabJob('.touchstone-retrain', {
        ...given,
        TOUCHSTONE_ACCEPT: 'INCONCLUSIVE FAIL',
      }).start().ended;
      assert.equal(accepted.status, 0, accepted.output);
      assert.equal((await ci.runsOf('gitlab')).length, 1);
      const button = await gitlabJob('.touchstone-promote', {
        ...given,
        ...dotenv,
        GITLAB_USER_LOGIN: 'lin',
        CI_PIPELINE_URL: 'https://x',
      }).start().ended;
      assert.equal(button.status, 1);
      assert.match(button.output, /Not promoted: the verdict is FAIL/);
    });

    it('says what was wrong with the input, and ends with 2', async () => {
      const given = { ...variables, TOUCHSTONE_DATASET: 'data/none.csv', TOUCHSTONE_NAME: 'gitlab-none' };
      const ended = await gitlabJob('.touchstone-retrain', given).start().ended;
      assert.equal(ended.status, 2, ended.output);
      assert.match(ended.output, /CLI_FILE_MISSING.*data\/none\.csv/);
    });

    it('cancels the run when the shell alone is told, and in after_script when nobody is', async () => {
      const given = { ...variables, TOUCHSTONE_NAME: 'gitlab-long', TOUCHSTONE_SPEC: 'long.yaml' };
      const script = gitlabJob('.touchstone-retrain', given).start();
      await cancelled('gitlab-long', script, () => script.signalShell('SIGTERM'));
      const again = gitlabJob('.touchstone-retrain', { ...given, TOUCHSTONE_NAME: 'gitlab-killed' });
      const killed = again.start();
      const id = await ci.training('gitlab-killed');
      killed.signal('SIGKILL');
      await killed.ended;
      const after = again.job.after_script![0]!;
      const over = await ci.start(after, BASH, { ...again.env, CI_JOB_STATUS: 'canceled' }).ended;
      assert.equal(over.status, 0, over.output);
      assert.equal((await ci.service.finished(id)).status, 'cancelled');
    });
  });

  describe('GitHub', () => {
    it('gives outputs and a step summary, and the verdict as the step’s end', async () => {
      const inputs = { dataset: 'data/train.jsonl', name: 'github', spec: 'passes.yaml', language: 'en' };
      const { start, outputs } = action(inputs);
      const ended = await start(0).ended;
      assert.equal(ended.status, 0, ended.output);
      const given = outputs();
      const step = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`steps.retrain.outputs.${name}`, value]),
      );
      const told = Object.fromEntries(
        Object.entries(ACTION.outputs).map(([name, { value }]) => [
          name,
          filledIn(value, ACTIONS, step as Record<string, string>),
        ]),
      );
      assert.deepEqual([told.verdict, told.version, told.directory], ['PASS', '1', 'touchstone-report']);
      assert.match(told.headline ?? '', /^PASS: F1 /);
      assert.match(told.report ?? '', /\/v1\/runs\/run_\w+\/report$/);
      assert.equal(ci.read('summary'), ci.read('touchstone-report/summary.md'));
      // Both languages, whatever the job's own is.
      assert.match(ci.read('summary'), /\| .*F1.*\n[\s\S]*\n---\n[\s\S]*F1/);
    });

    it('cancels the run when its step is interrupted, and once more in the step for that', async () => {
      const inputs = { dataset: 'data/train.jsonl', name: 'github-long', spec: 'long.yaml', language: 'en' };
      const { start } = action(inputs);
      const script = start(0);
      await cancelled('github-long', script, () => script.signal('SIGINT'));
      const more = await start(1).ended;
      assert.equal(more.status, 0, more.output);
    });
  });

  async function cancelled(
    name: string,
    script: { ended: Promise<Ended> },
    signal: () => void,
  ): Promise<void> {
    const id = await ci.training(name);
    signal();
    const { status, output } = await script.ended;
    assert.equal(status, 143, output);
    assert.equal((await ci.service.run(id)).status, 'cancelled', output);
  }
});

function defaultsOf(inputs: Readonly<Record<string, { readonly default?: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, { default: text = '' }]) => [name, text]));
}

function pair(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
