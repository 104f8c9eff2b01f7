import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeView } from '../../pipeline/contracts/nodes/node.ts';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { trainersOf } from './trainers.ts';

const PROGRAM = join(ROOT, 'pipeline', 'cli', 'touchstone.mjs');

export interface AgentOptions {
  readonly args?: readonly string[];
  /** Words before the program, such as another that starts it. */
  readonly prefix?: readonly string[];
  readonly path?: string;
  /** What runs the trainer. */
  readonly python?: string | undefined;
}

/** An agent as a process that can be killed, with a home of its own. */
export class NodeUnderTest {
  readonly name: string;
  readonly home: string;
  readonly #child: ChildProcess;
  /** Its exit status; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  #log = '';

  private constructor(name: string, home: string, child: ChildProcess) {
    this.name = name;
    this.home = home;
    this.#child = child;
    this.exited = new Promise((resolve) => child.once('close', resolve));
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text;
      });
  }

  /** Adds a node to the service and starts its agent, without waiting for it. */
  static async start(
    service: { readonly url: string },
    name: string,
    {
      args = [],
      prefix = [],
      path,
      ...places
    }: AgentOptions & {
      /** Where it finds the service; not there itself where something stands between them. */
      readonly url?: string;
      readonly home?: string;
    } = {},
  ): Promise<NodeUnderTest> {
    const {
      url = service.url,
      python,
      home = await mkdtemp(join(tmpdir(), `touchstone-node-${name}-`)),
    } = places;
    const file = join(home, 'token');
    await writeFile(file, await addNode(service, name), { mode: 0o600 });
    return NodeUnderTest.again(url, name, home, {
      args,
      prefix,
      ...(python === undefined ? {} : { python }),
      ...(path === undefined ? {} : { path }),
    });
  }

  /** Starts an agent in the home of one that is gone. */
  static again(
    url: string,
    name: string,
    home: string,
    {
      args = [],
      prefix = [],
      path = process.env.PATH ?? '',
      python = process.env.TOUCHSTONE_PYTHON,
    }: AgentOptions = {},
  ): NodeUnderTest {
    const words = [
      ...[...prefix, process.execPath, PROGRAM, 'node', 'start'],
      ...['--server', url, '--token', join(home, 'token'), '--home', home],
      ...['--checkpoint-seconds', '1', ...args],
    ];
    const own = Object.fromEntries(
      ['LANG', 'TMPDIR'].flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])),
    );
    const env = {
      ...own,
      ...(python ? { TOUCHSTONE_PYTHON: python } : {}),
      PATH: path,
      TOUCHSTONE_THREADS: '1',
      TOUCHSTONE_CONFIG: 'none',
      TOUCHSTONE_HOME: home,
    };
    return new NodeUnderTest(
      name,
      home,
      spawn(words[0]!, words.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  get log(): string {
    return this.#log;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Waits until its log holds something. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#log)) {
      if (this.#child.exitCode !== null)
        throw new Error(`agent ${this.name} ended with ${this.#child.exitCode}: ${this.#log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until its log, from some place on, holds something. */
  async saysAfter(length: number, pattern: RegExp): Promise<void> {
    await this.says(new RegExp(`^[\\s\\S]{${length}}[\\s\\S]*${pattern.source}`));
  }

  /** Its exit status. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.isGone) {
      const gone = once(this.#child, 'exit');
      this.#child.kill(signal);
      await gone;
    }
    return this.#child.exitCode;
  }

  /** Ends it, and leaves nothing of it: no file, and no trainer, which ends by itself when its agent is gone. */
  async dispose(): Promise<void> {
    this.#child.kill('SIGCONT');
    await this.end('SIGKILL');
    while ((await this.trainers()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    await rm(this.home, { recursive: true, force: true });
  }

  trainers(): Promise<number[]> {
    return trainersOf(this.home);
  }
}

/** Gives the token. */
export async function addNode({ url }: { readonly url: string }, name: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/nodes`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, by: 'test' }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { token: string }).token;
}

export async function nodesOf({ url }: { readonly url: string }): Promise<readonly NodeView[]> {
  return ((await (await fetch(`${url}/v1/nodes`)).json()) as { items: NodeView[] }).items;
}
