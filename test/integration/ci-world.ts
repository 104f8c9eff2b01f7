import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

/** What a model with random weights can reach: it learns which label is frequent, and its base answers the other one. */
const EASY = 'gate: {better_than_base: {p: 0.999}, minimum_macro_f1: 0, minimum_test_records: 1}\n';
const QUICK = 'evaluate: {draws: 100, explain: false}\n';

/** How a script ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A service and a workspace, as a CI system has them; nothing of it remains. */
export class CiWorld {
  readonly #world: World;
  readonly service: ServiceUnderTest;
  readonly workspace = mkdtempSync(join(tmpdir(), 'touchstone-ci-'));
  readonly #children: ChildProcess[] = [];

  private constructor(world: World, service: ServiceUnderTest) {
    this.#world = world;
    this.service = service;
  }

  static async create(test: Mocha.Context): Promise<CiWorld> {
    const world = await createWorld('embedded', test, { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
    const ci = new CiWorld(world, await ServiceUnderTest.start(world.environment));
    ci.write({
      'data/train.jsonl': rows(),
      'passes.yaml': `${EASY}${QUICK}train: {epochs: 10, learning_rate: 0.02}\n`,
      'fails.yaml': `${QUICK}train: {epochs: 1}\n`,
      'long.yaml': `${QUICK}train: {epochs: 50, seed: 7}\n`,
    });
    return ci;
  }

  /** The environment of a script, with what every CI system sets and the names that are ours. */
  environment(more: Readonly<Record<string, string>>): Record<string, string> {
    const { PATH = '', HOME = '' } = process.env;
    return {
      ...{
        PATH,
        HOME,
        CI: 'true',
        TOUCHSTONE_URL: this.service.url,
        TOUCHSTONE_API_KEY: '',
        TOUCHSTONE_CONFIG: 'none',
      },
      TOUCHSTONE_COMMAND: `${process.execPath} ${join(ROOT, 'pipeline', 'cli', 'touchstone.mjs')}`,
      ...more,
    };
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.workspace, path)), { recursive: true });
      writeFileSync(join(this.workspace, path), text);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.workspace, path), 'utf8');
  }

  /** Makes a repository of some files of the workspace; gives its path. */
  repository(): string {
    const path = join(this.workspace, 'remote');
    const git = (...words: string[]) => execFileSync('git', ['-C', path, ...words], { stdio: 'pipe' });
    mkdirSync(join(path, 'data'), { recursive: true });
    for (const file of ['data/train.jsonl', 'passes.yaml']) writeFileSync(join(path, file), this.read(file));
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '-q', '-m', 'data');
    return path;
  }

  /** Runs a script as its CI system does: in a group of its own, by the shell with these words before the script's file. */
  start(script: string, shell: readonly string[], env: Record<string, string>, cwd = this.workspace) {
    const file = join(mkdtempSync(join(this.workspace, 'script-')), 'run');
    writeFileSync(file, script, { mode: 0o700 });
    const line = [...shell, file];
    const child = spawn(line[0]!, line.slice(1), {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const ended = once(child, 'close').then(
      ([status]): Ended => ({ status: status as number | null, output }),
    );
    return {
      ended,
      /** As the system does that cancels a build: to all of the script's processes. */
      signal: (name: NodeJS.Signals) => process.kill(-child.pid!, name),
      /** To the shell alone, as some systems do. */
      signalShell: (name: NodeJS.Signals) => child.kill(name),
    };
  }

  async runsOf(name: string): Promise<readonly RunView[]> {
    const response = await fetch(`${this.service.url}/v1/runs?name=${name}`);
    return ((await response.json()) as { items: RunView[] }).items;
  }

  /** The run of this name as soon as it trains. */
  async training(name: string): Promise<string> {
    for (;;) {
      const [run] = await this.runsOf(name);
      if (run !== undefined) {
        for await (const { body } of this.service.events(run.id)) {
          if (body.type === 'progress' && body.stage === 'train') return run.id;
          if (body.type === 'stage' && body.stage === 'evaluate') throw new Error('training is over');
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async dispose(): Promise<void> {
    for (const child of this.#children)
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
    await this.service.stop();
    await this.#world.dispose();
    rmSync(this.workspace, { recursive: true, force: true });
  }
}

/** Two labels, four of one for one of the other. */
function rows(): string {
  const row = (n: number) => {
    const label = n % 5 === 0 ? '環保局' : '工務局';
    return JSON.stringify({ text: `第${n}件：請${label}協助處理第${n * 7}號案件，謝謝。`, label });
  };
  return `${Array.from({ length: 60 }, (_, n) => row(n)).join('\n')}\n`;
}
