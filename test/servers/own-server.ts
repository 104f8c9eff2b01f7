import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { mkdtemp, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** A program with its arguments, as `spawn` takes them. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface OwnServerOptions {
  /** For the directory's name. */
  readonly name: string;
  /** Who runs it; null: whoever runs the tests. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  /** Ends the server in an orderly way, and what ends it when that took too long. */
  readonly signals: { readonly polite: NodeJS.Signals; readonly forced: NodeJS.Signals };
}

/**
 * Waits for the end of its standard input, which comes with `stop` and also with the death of the test process, however
 * sudden; then ends the process whose id it read last, and removes the directory.
 */
const KEEPER = `
trap '' HUP INT TERM
pid=-
while read -r line; do pid=$line; done
if [ "$pid" != - ]; then
  kill -s "$2" "$pid"
  tries=0
  while [ $tries -lt 50 ] && kill -s 0 "$pid"; do sleep 0.1; tries=$((tries + 1)); done
  kill -s "$3" "$pid" && sleep 0.5
fi 2>/dev/null
rm -rf "$1"
`;

const START_LIMIT_MS = 30_000;
const END_LIMIT_MS = 10_000;

/**
 * A real server in a fresh temporary directory on a free port, which it keeps through restarts. It ends, and its
 * directory goes, with `stop` or with this process; it does not keep this process from ending.
 */
export class OwnServer {
  readonly directory: string;
  readonly port: number;
  readonly #options: OwnServerOptions;
  readonly #keeper: ChildProcess;
  #child: ChildProcess | null = null;

  private constructor(directory: string, port: number, options: OwnServerOptions) {
    this.directory = directory;
    this.port = port;
    this.#options = options;
    const signals = [options.signals.polite, options.signals.forced].map((name) => name.replace('SIG', ''));
    // Detached, so that an interrupt from the terminal does not reach it before it has tidied up.
    this.#keeper = spawn('sh', ['-c', KEEPER, 'keeper', directory, ...signals], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#keeper.unref();
    const { stdin } = this.#keeper;
    if (stdin && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  }

  static async prepare(options: OwnServerOptions): Promise<OwnServer> {
    const directory = await mkdtemp(join(tmpdir(), `touchstone-test-${options.name}-`));
    if (options.user !== null) chownSync(directory, options.user.uid, options.user.gid);
    return new OwnServer(directory, await freePort(), options);
  }

  /** Runs a command of preparation to its end. Throws with its output when it fails. */
  async run(command: Command): Promise<void> {
    const child = await this.#spawn(command);
    await ended(child);
    if (child.exitCode !== 0)
      throw new Error(`${command.program} ended with ${child.exitCode}\n${await this.#log()}`);
  }

  /** Starts the server and waits until `isReady`. Throws with its output when it ends instead. */
  async up(command: Command, isReady: () => Promise<boolean>): Promise<void> {
    const child = await this.#spawn(command);
    const deadline = Date.now() + START_LIMIT_MS;
    while (!(await isReady())) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline)
        throw new Error(`${command.program} did not start\n${await this.#log()}`);
      await delay(20);
    }
  }

  /** Prepares and starts the server; where that fails nothing of it is left. */
  async begin(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Does something while the server is down, and starts it again by `up`. */
  async outage<T>(
    up: () => Promise<void>,
    during: () => Promise<T>,
    signal: NodeJS.Signals = this.#options.signals.polite,
  ): Promise<T> {
    await this.down(signal);
    try {
      return await during();
    } finally {
      await up();
    }
  }

  /** Ends the server, keeping its directory. */
  async down(signal: NodeJS.Signals = this.#options.signals.polite): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill(this.#options.signals.forced), END_LIMIT_MS);
    await ended(child);
    clearTimeout(timer);
  }

  /** Ends the server and removes its directory. */
  async stop(): Promise<void> {
    await this.down();
    this.#keeper.stdin?.end();
    await ended(this.#keeper);
  }

  async #spawn(command: Command): Promise<ChildProcess> {
    const log = await open(this.#logPath(), 'a');
    try {
      const child = spawn(command.program, command.args, {
        cwd: this.directory,
        env: { ...process.env, ...command.env },
        stdio: ['ignore', log.fd, log.fd],
        detached: true,
        ...this.#options.user,
      });
      child.once('exit', () => {
        this.#child = null;
        this.#tellKeeper('-');
      });
      await once(child, 'spawn');
      this.#child = child;
      this.#tellKeeper(String(child.pid));
      child.unref();
      return child;
    } finally {
      await log.close();
    }
  }

  #tellKeeper(line: string): void {
    const { stdin } = this.#keeper;
    if (stdin?.writable) stdin.write(`${line}\n`);
  }

  #logPath(): string {
    return join(this.directory, 'output.log');
  }

  async #log(): Promise<string> {
    return (await readFile(this.#logPath(), 'utf8')).slice(-4000);
  }
}

/** Waits for the end of a process, and keeps this one running until then. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  await once(child, 'exit');
}
