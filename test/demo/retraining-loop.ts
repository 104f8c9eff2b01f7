import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { LANGUAGES } from '../../pipeline/contracts/names.ts';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { performPipelines } from '../groovy/controller-executor.ts';
import { findJava, JAVA_INSTALL } from '../groovy/java.ts';
import { ALL_PLUGINS } from '../groovy/pipeline-build.ts';
import { ServiceUnderTest } from '../integration/service-under-test.ts';
import type { Build } from '../servers/jenkins/build.ts';
import { ADMIN, JenkinsController } from '../servers/jenkins/controller.ts';
import { goodData, poisonedData, specOf } from './data.ts';

const JOB = 'petitions-retrain';
const DATA = 'datasets/sample/petitions.jsonl';
const KEY = 'demo-key-that-no-console-may-show';
const PROGRAM = join(ROOT, 'pipeline', 'cli', 'touchstone.mjs');
const MEI = {
  ...ADMIN,
  name: 'mei',
  token: '22bb33cc44dd55ee66ff778899001122',
  may: ['read', 'build'] as const,
};

export interface LoopOptions {
  /** A model with random weights in place of a real one. */
  readonly tiny: boolean;
  say(line: string): void;
}

/** A build that is under way: its console is shown until its end. */
export interface Shown {
  readonly build: Build;
  readonly console: Promise<unknown>;
}

/** A dataset's repository, a Jenkins, a service, and whoever commits and approves. Nothing of it remains. */
export class RetrainingLoop implements AsyncDisposable {
  /** The secret that the controller keeps for the service. */
  readonly key = KEY;
  readonly #home: string;
  readonly #options: LoopOptions;
  readonly #service: ServiceUnderTest;
  readonly #controller: JenkinsController;
  readonly #commands = new Set<ChildProcess>();
  #commit = '';

  private constructor(
    home: string,
    options: LoopOptions,
    service: ServiceUnderTest,
    controller: JenkinsController,
  ) {
    this.#home = home;
    this.#options = options;
    this.#service = service;
    this.#controller = controller;
  }

  static async open(options: LoopOptions): Promise<RetrainingLoop> {
    if (findJava() === null) throw new Error(`the demo needs Java 17: ${JAVA_INSTALL}`);
    const home = mkdtempSync(join(tmpdir(), 'touchstone-demo-jenkins-'));
    const { PATH, HOME, LANG = 'C.UTF-8', TOUCHSTONE_PYTHON } = process.env;
    const own = { PATH: PATH ?? '', LANG, ...(TOUCHSTONE_PYTHON && { TOUCHSTONE_PYTHON }) };
    const service = await ServiceUnderTest.start({
      ...own,
      TOUCHSTONE_HOME: join(home, 'touchstone'),
      ...(options.tiny && { TOUCHSTONE_CATALOGUE: await tinyCatalogue() }),
    });
    const execute = performPipelines({
      home: join(home, 'jenkins'),
      credentials: { 'touchstone-api-key': KEY },
      environment: { ...own, HOME, TOUCHSTONE_URL: service.url },
      plugins: ALL_PLUGINS,
    });
    mkdirSync(join(home, 'jenkins'));
    const controller = await JenkinsController.start({ execute, users: [ADMIN, MEI], quietSeconds: 0 });
    const loop = new RetrainingLoop(home, options, service, controller);
    loop.#makeRepository();
    options.say(
      `Touchstone at ${service.url}, Jenkins (a stand-in) at ${controller.url}, data in ${loop.#repository}`,
    );
    return loop;
  }

  /** `touchstone jenkins setup`: makes the job. */
  async setUpJob(): Promise<void> {
    await this.#touchstone('jenkins', 'setup', '--repository', this.#repository);
  }

  goodRows(): string {
    return goodData(this.#options.tiny);
  }

  poisonedRows(): string {
    return poisonedData(this.#options.tiny);
  }

  commit(message: string, rows: string): void {
    this.#write(DATA, rows);
    this.#git('add', '-A');
    this.#git('-c', 'user.name=Lin', '-c', 'user.email=lin@example.org', 'commit', '-q', '-m', message);
    this.#commit = this.#git('rev-parse', 'HEAD').trim();
    this.#options.say(`$ git commit -m '${message}'   → ${this.#commit.slice(0, 12)}`);
  }

  /** What the repository's hook does after a push: starts a build, once for each commit. */
  async build(): Promise<Shown> {
    const parameters = ['NAME=petitions', 'SPEC=touchstone-spec.yaml', 'APPROVERS=mei', 'LANGUAGE=en'];
    const key = `commit-${this.#commit}`;
    const words = parameters.flatMap((one) => ['--parameter', one]);
    await this.#touchstone('jenkins', 'trigger', '--key', key, ...words);
    const console = this.#touchstone('jenkins', 'follow', `key:${key}`).catch(() => undefined);
    const job = this.#controller.job(JOB);
    const before = job.builds.length;
    while (job.builds.length === 0 || (job.builds.length === before && !job.builds[0]!.building))
      await delay(50);
    return { build: job.builds[0]!, console };
  }

  /** What the build asks, once it does. */
  async question({ build }: Shown): Promise<string> {
    while (build.inputs.length === 0) {
      if (!build.building) throw new Error(`the build ended without a question: ${build.result}`);
      await delay(50);
    }
    return build.inputs[0]!.message;
  }

  /** Shows where Jenkins shows the report, and how it begins. */
  async readReport({ build }: Shown): Promise<void> {
    this.#options.say(`The report: ${build.url}${addressIn(build)}/en.html`);
    const summary = readFileSync(join(this.#archive(build), 'touchstone-report', 'summary.md'), 'utf8');
    // It says the same in every language; the demo speaks English.
    const english = summary.split('\n\n---\n\n')[LANGUAGES.indexOf('en')]!;
    this.#options.say(`${english.split('\n').slice(0, 5).join('\n')}\n`);
  }

  /** Makes the test of a build's run the one by which every later version is judged, whatever labels come with the data. */
  async freeze({ build }: Shown): Promise<void> {
    const told = readFileSync(join(this.#archive(build), 'touchstone-run.json'), 'utf8');
    const { run_id: id } = JSON.parse(told) as { run_id: string };
    const reason = ['--reason', 'one yardstick for all versions'];
    await this.#touchstone('models', 'freeze', 'petitions', '--run', id, ...reason);
  }

  /** The folder of the published report. */
  published({ build }: Shown): string {
    return [...build.published.values()][0]!;
  }

  /** Somebody who has read the report says yes, on the build's page. */
  async approve({ build }: Shown): Promise<void> {
    const { name, token } = MEI;
    const response = await fetch(`${build.url}input/${build.inputs[0]!.id}/proceedEmpty`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}` },
    });
    if (!response.ok) throw new Error(`the approval was refused: ${response.status}`);
    this.#options.say(`${name} has read it, and approves.\n`);
  }

  /** The finished build. What it asks meanwhile nobody expects, so the answer is an abort. */
  async ended({ build, console }: Shown): Promise<Pick<Build, 'result' | 'description'>> {
    while (build.building) {
      if (build.inputs.length > 0) build.stop(MEI.name);
      await delay(50);
    }
    await console;
    return build;
  }

  /** What the alias `production` points to, and who moved it there. */
  async production() {
    const response = await fetch(`${this.#service.url}/v1/models/petitions/history`);
    const { items } = (await response.json()) as {
      items: { alias: string; to: number; by: string; reason: string | null }[];
    };
    return items.find(({ alias }) => alias === 'production') ?? null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#commands) child.kill('SIGKILL');
    await this.#controller.stop();
    await this.#service.stop();
    rmSync(this.#home, { recursive: true, force: true });
  }

  get #repository(): string {
    return join(this.#home, 'repository');
  }

  #makeRepository(): void {
    mkdirSync(this.#repository);
    this.#git('init', '-q', '-b', 'main');
    cpSync(join(ROOT, 'Jenkinsfile'), join(this.#repository, 'Jenkinsfile'));
    cpSync(join(ROOT, 'jenkins', 'library'), join(this.#repository, 'jenkins', 'library'), {
      recursive: true,
    });
    // The agent has Touchstone elsewhere; a checkout of it would bring its own.
    this.#write('pipeline/cli/touchstone.mjs', `import '${pathToFileURL(PROGRAM).href}';\n`);
    this.#write('touchstone-spec.yaml', specOf(this.#options.tiny));
  }

  #archive(build: Build): string {
    return join(this.#home, 'jenkins', 'jobs', JOB, 'builds', String(build.number), 'archive');
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.#repository, path)), { recursive: true });
    writeFileSync(join(this.#repository, path), text);
  }

  #git(...args: string[]): string {
    return execFileSync('git', ['-C', this.#repository, ...args], { encoding: 'utf8' });
  }

  /** A command as people would write it; what it says is shown. */
  async #touchstone(...args: string[]): Promise<void> {
    this.#options.say(`$ touchstone ${args.join(' ')}`);
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        TOUCHSTONE_JENKINS_URL: this.#controller.url,
        TOUCHSTONE_JENKINS_USER: ADMIN.name,
        TOUCHSTONE_JENKINS_TOKEN: ADMIN.token,
        TOUCHSTONE_JENKINS_JOB: JOB,
        TOUCHSTONE_HOME: join(this.#home, 'client'),
        TOUCHSTONE_URL: this.#service.url,
      },
    });
    this.#commands.add(child);
    const [status] = (await once(child, 'exit')) as [number | null];
    this.#commands.delete(child);
    if (status === 2) throw new Error(`touchstone ${args.slice(0, 2).join(' ')} ended with ${status}`);
  }
}

/** Where the controller shows the published report, below the build's own address. */
function addressIn(build: Build): string {
  return [...build.published.keys()][0] ?? 'artifact/touchstone-report';
}
