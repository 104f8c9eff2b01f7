import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'headless_shell'];
const PLACES = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/snap/bin/chromium'];
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--mute-audio',
  '--hide-scrollbars',
  '--remote-debugging-pipe',
];

/** The Chromium of this machine: CHROMIUM_PATH, else the first on PATH or in a well-known place; null for none. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return (given ? [given] : [...onPath, ...PLACES]).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Params = Readonly<Record<string, unknown>>;
interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

/** What a page's console held: errors, warnings, refusals. */
export interface ConsoleEntry {
  readonly level: string;
  readonly text: string;
}

export interface OpenedPage {
  readonly console: readonly ConsoleEntry[];
  /** Sends a command of the DevTools protocol to this page. */
  send(method: string, params?: Params): Promise<Params>;
  close(): Promise<void>;
}

/** A headless Chromium with a profile of its own, driven over a pipe: no port is opened. */
export class Chromium implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #listeners = new Set<(message: Message) => void>();
  #next = 1;

  private constructor(program: string) {
    this.#profile = mkdtempSync(join(tmpdir(), 'touchstone-chromium-'));
    this.#process = spawn(program, [...FLAGS, `--user-data-dir=${this.#profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.#listen(this.#process.stdio[4] as Readable);
  }

  static async launch(program: string): Promise<Chromium> {
    const chromium = new Chromium(program);
    await chromium.send('Browser.getVersion');
    return chromium;
  }

  /** Sends one command and waits for its answer. */
  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = this.#next++;
    const { promise, resolve, reject } = deferred<Params>();
    this.#waiting.set(id, ({ result, error }) =>
      error ? reject(new Error(error.message)) : resolve(result ?? {}),
    );
    const message = JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) });
    (this.#process.stdio[3] as Writable).write(`${message}\0`);
    return promise;
  }

  /** Opens an address in a page of its own and waits until it is loaded. */
  async open(
    url: string,
    view: { readonly width?: number; readonly height?: number; readonly dark?: boolean } = {},
  ): Promise<OpenedPage> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(sessionId);
    const entries: ConsoleEntry[] = [];
    const loaded = deferred<void>();
    const listener = (message: Message) => {
      if (message.sessionId !== session) return;
      if (message.method === 'Page.loadEventFired') loaded.resolve();
      const entry = consoleEntryOf(message);
      if (entry) entries.push(entry);
    };
    this.#listeners.add(listener);
    const send = (method: string, params: Params = {}) => this.send(method, params, session);
    for (const domain of ['Page', 'Log', 'Runtime', 'Network']) await send(`${domain}.enable`);
    await send('Emulation.setDeviceMetricsOverride', {
      width: view.width ?? 1200,
      height: view.height ?? 900,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: view.dark ? 'dark' : 'light' }],
    });
    await send('Page.navigate', { url });
    await loaded.promise;
    return {
      console: entries,
      send,
      close: async () => {
        this.#listeners.delete(listener);
        await this.send('Target.closeTarget', { targetId });
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#process, 'exit');
    await this.send('Browser.close').catch(() => this.#process.kill());
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #listen(output: Readable): void {
    let rest = '';
    output.setEncoding('utf8');
    output.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) this.#receive(JSON.parse(part) as Message);
    });
    output.on('close', () => {
      for (const answer of this.#waiting.values()) answer({ error: { message: 'Chromium has ended' } });
    });
  }

  #receive(message: Message): void {
    const answer = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (answer) {
      this.#waiting.delete(message.id!);
      answer(message);
    } else {
      for (const listener of this.#listeners) listener(message);
    }
  }
}

function consoleEntryOf({ method, params }: Message): ConsoleEntry | null {
  if (method === 'Log.entryAdded') {
    const entry = params?.entry as ConsoleEntry | undefined;
    return entry ? { level: entry.level, text: entry.text } : null;
  }
  if (method === 'Runtime.consoleAPICalled')
    return { level: String(params?.type), text: JSON.stringify(params?.args) };
  if (method === 'Runtime.exceptionThrown') return { level: 'error', text: JSON.stringify(params) };
  if (method === 'Network.loadingFailed')
    return { level: 'error', text: `not loaded: ${JSON.stringify(params)}` };
  return null;
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
