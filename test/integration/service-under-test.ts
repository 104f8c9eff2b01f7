import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../../pipeline/contracts/events.ts';
import type { ModelVersion } from '../../pipeline/contracts/registry.ts';
import type { DatasetVersionView, RunView } from '../../pipeline/contracts/views.ts';

/** The whole service as a process that can be killed, and an ordinary client of its HTTP API. */
export class ServiceUnderTest {
  readonly #child: ChildProcess;
  readonly url: string;
  #log = '';

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(
    environment: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ): Promise<ServiceUnderTest> {
    const program = fileURLToPath(new URL('./service-process.mjs', import.meta.url));
    const child = spawn(process.execPath, [program, ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (status) => reject(new Error(`the service ended with ${status}: ${log}`)));
    });
    const service = new ServiceUnderTest(child, (JSON.parse(line) as { url: string }).url);
    child.stderr.on('data', (text: string) => {
      service.#log += text;
    });
    return service;
  }

  get log(): string {
    return this.#log;
  }

  /** As `kill -9` does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async upload(name: string, rows: string, filename = 'rows.jsonl'): Promise<DatasetVersionView> {
    const body = new FormData();
    body.append('file', new Blob([rows]), filename);
    return this.#json(await fetch(`${this.url}/v1/datasets/${name}/versions`, { method: 'POST', body }));
  }

  async createRun(request: {
    name: string;
    dataset: string;
    test?: string;
    spec?: unknown;
  }): Promise<RunView> {
    const headers = { 'content-type': 'application/json' };
    return this.#json(
      await fetch(`${this.url}/v1/runs`, { method: 'POST', headers, body: JSON.stringify(request) }),
    );
  }

  async run(id: string): Promise<RunView> {
    return this.#json(await fetch(`${this.url}/v1/runs/${id}`, { headers: { 'accept-language': 'en' } }));
  }

  async models(): Promise<readonly ModelVersion[]> {
    return (await this.#json<{ items: ModelVersion[] }>(await fetch(`${this.url}/v1/models`))).items;
  }

  /** Events after `after`; ends with the run, or without a word when the service dies. */
  async *events(id: string, after = 0): AsyncIterable<RunEvent> {
    const response = await fetch(`${this.url}/v1/runs/${id}/events`, {
      headers: { 'last-event-id': String(after) },
    });
    let text = '';
    try {
      for await (const chunk of response.body!) {
        text += Buffer.from(chunk as Uint8Array).toString('utf8');
        const lines = text.split('\n');
        text = lines.pop()!;
        for (const line of lines) if (line.startsWith('data:')) yield JSON.parse(line.slice(5)) as RunEvent;
      }
    } catch {
      // The service was killed; the caller starts another and goes on from the last event.
    }
  }

  async finished(id: string): Promise<RunView> {
    for await (const _ of this.events(id));
    return this.run(id);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }

  async #json<T>(response: Response): Promise<T> {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
