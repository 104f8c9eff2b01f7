import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { JAVA_INSTALL } from '../groovy/java.ts';
import { type BuildOptions, PipelineBuild } from '../groovy/pipeline-build.ts';
import { scriptProcesses } from '../groovy/sh-processes.ts';
import { notExercised } from '../preflight.ts';
import { freePort } from '../servers/free-port.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { trainersOf } from './trainers.ts';
import { createWorld, type World } from './world.ts';

const JOB = 'petitions';
/** What a model with random weights can reach: it learns which label is frequent, and its base answers the other one. */
const EASY = 'gate: {better_than_base: {p: 0.999}, minimum_macro_f1: 0, minimum_test_records: 1}\n';
const QUICK = 'evaluate: {draws: 100, explain: false}\n';
const LEARNS = 'train: {epochs: 10, learning_rate: 0.02}\n';
const LEARNS_NOTHING = 'train: {epochs: 1, learning_rate: 0.0000001}\n';
/** Long enough to be caught in its midst; a seed of its own, since what was trained before would be remembered. */
const slow = (seed: number) => `train: {epochs: 20, learning_rate: 0.0000001, seed: ${seed}}\n`;

/** A repository with data, the job that retrains on it, and a service; nothing of it remains. */
export class JenkinsWorld {
  /** The secret that the controller keeps for the service. */
  readonly key = 'a-key-that-no-console-may-show';
  readonly #world: World;
  readonly #home = mkdtempSync(join(tmpdir(), 'touchstone-jenkins-'));
  readonly #port: number;
  readonly #test: Mocha.Context;
  #service: ServiceUnderTest;
  #builds: PipelineBuild[] = [];
  #number = 0;

  private constructor(test: Mocha.Context, world: World, port: number, service: ServiceUnderTest) {
    this.#test = test;
    this.#world = world;
    this.#port = port;
    this.#service = service;
  }

  static async create(test: Mocha.Context): Promise<JenkinsWorld> {
    const port = await freePort();
    const world = await createWorld('embedded', test, {
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_PORT: String(port),
    });
    const jenkins = new JenkinsWorld(test, world, port, await ServiceUnderTest.start(world.environment));
    jenkins.#makeRepository();
    return jenkins;
  }

  get library(): string {
    return join(this.#repository, 'jenkins', 'library');
  }

  get #repository(): string {
    return join(this.#home, 'repository');
  }

  /** Starts a build of the job, by hand unless told otherwise. */
  async build(
    parameters: Readonly<Record<string, string>>,
    more: Partial<BuildOptions> = {},
  ): Promise<PipelineBuild> {
    const { PATH, HOME } = process.env;
    this.#number += 1;
    const build = await PipelineBuild.start({
      home: this.#home,
      job: JOB,
      number: this.#number,
      url: 'http://127.0.0.1:1/',
      scm: { url: this.#repository, branch: 'main' },
      parameters,
      environment: { PATH, HOME, TOUCHSTONE_URL: this.#service.url },
      credentials: { 'touchstone-api-key': this.key },
      ...more,
    });
    if (build === null) return notExercised(this.#test, 'Java 17', JAVA_INSTALL);
    this.#builds.push(build);
    return build;
  }

  commit(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.#repository, path)), { recursive: true });
      writeFileSync(join(this.#repository, path), text);
    }
    this.#git('add', '-A');
    this.#git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '-q', '-m', 'change');
  }

  /** Rows of two labels, four of one for one of the other. */
  rows(count: number): string {
    const row = (n: number) => {
      const label = n % 5 === 0 ? '環保局' : '工務局';
      return JSON.stringify({ text: `第${n}件：請${label}協助處理第${n * 7}號案件，謝謝。`, label });
    };
    return `${Array.from({ length: count }, (_, n) => row(n)).join('\n')}\n`;
  }

  async runs(name: string): Promise<readonly RunView[]> {
    const response = await fetch(`${this.#service.url}/v1/runs?name=${name}`);
    return ((await response.json()) as { items: RunView[] }).items;
  }

  /** What moved the alias `production` of a name, the latest first. */
  async production(name: string) {
    const response = await fetch(`${this.#service.url}/v1/models/${name}/history`);
    const { items } = (await response.json()) as {
      items: { alias: string; to: number; by: string; reason: string | null }[];
    };
    return items
      .filter(({ alias }) => alias === 'production')
      .map(({ to, by, reason }) => ({ to, by, reason }));
  }

  /** Waits until the run of a name is in the midst of its training. */
  async training(name: string): Promise<void> {
    for (;;) {
      const [run] = await this.runs(name);
      const train = run?.stages.find(({ stage }) => stage === 'train');
      if (train?.status === 'running' && (train.progress?.percent ?? 0) > 0) return;
      assert.ok(train?.status !== 'done' && run?.status !== 'failed', `${name} was not caught in training`);
      await delay(50);
    }
  }

  /** The service dies, and another one starts at the same address. */
  async restartService(): Promise<void> {
    await this.#service.kill();
    this.#service = await ServiceUnderTest.start(this.#world.environment);
    assert.equal(new URL(this.#service.url).port, String(this.#port));
  }

  /** Waits until no trainer works for this service, and no script for the job. */
  async quiet(): Promise<void> {
    while ((await trainersOf(this.#world.home)).length > 0) await delay(50);
    assert.deepEqual(scriptProcesses(this.#home, JOB), []);
  }

  async tidy(): Promise<void> {
    for (const build of this.#builds) await build.dispose();
    this.#builds = [];
    for (const pid of scriptProcesses(this.#home, JOB)) process.kill(pid, 'SIGKILL');
  }

  async dispose(): Promise<void> {
    await this.tidy();
    await this.#service.stop();
    await this.#world.dispose();
    rmSync(this.#home, { recursive: true, force: true });
  }

  #makeRepository(): void {
    mkdirSync(this.#repository);
    this.#git('init', '-q', '-b', 'main');
    cpSync(join(ROOT, 'Jenkinsfile'), join(this.#repository, 'Jenkinsfile'));
    cpSync(join(ROOT, 'jenkins', 'library'), this.library, { recursive: true });
    // The agent has Touchstone elsewhere; a checkout of it would bring its own.
    const program = pathToFileURL(join(ROOT, 'pipeline', 'cli', 'touchstone.mjs')).href;
    this.commit({
      'pipeline/cli/touchstone.mjs': `import '${program}';\n`,
      'datasets/sample/petitions.jsonl': this.rows(60),
      'datasets/sample/broken.jsonl': `${this.rows(12)}{"text": "斷`,
      'passes.yaml': `${EASY}${QUICK}${LEARNS}`,
      'open.yaml': `${EASY.replace('minimum_test_records: 1', 'minimum_test_records: 9999')}${QUICK}${LEARNS}`,
      'fails.yaml': `${QUICK}${LEARNS_NOTHING}`,
      'controller.yaml': `${QUICK}${slow(2)}`,
      'service.yaml': `${QUICK}${slow(3)}`,
      'aborted.yaml': `${QUICK}${slow(4)}`,
    });
  }

  #git(...args: string[]): void {
    execFileSync('git', ['-C', this.#repository, ...args]);
  }
}
