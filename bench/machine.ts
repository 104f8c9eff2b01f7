import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How often each machine is looked at. */
const LOOK_MS = 5;
/** What a machine that was idle may do at once. */
const BURST_SECONDS = 0.02;
/** Of the times in /proc, on every Linux. */
const TICKS = 100;

/**
 * A service in a process of its own that stands for a machine: `Machine.slow` gives each the same share of a core, all its
 * threads together, by stopping the process whenever it is ahead of that. So several of them are as fast in relation to one
 * another as machines of their own would be, on whatever few cores they are. Linux alone.
 */
export class Machine {
  readonly url: string;
  readonly #child: ChildProcess;
  #stopped = false;
  #allowed = 0;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(environment: Readonly<Record<string, string>>, divides: boolean): Promise<Machine> {
    const program = fileURLToPath(new URL('./machine-process.ts', import.meta.url));
    const args = ['--import=tsx', program, divides ? 'divided' : 'undivided'];
    // A session of its own, which the scheduler of Linux treats as fairly as any other work on this computer.
    const child = spawn(process.execPath, args, {
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (status) => reject(new Error(`the service ended with ${status}: ${log}`)));
    });
    return new Machine(child, (JSON.parse(line) as { url: string }).url);
  }

  /** Slows these machines down until the work is done; gives what it gives, and the seconds of CPU that each took. */
  static async slow<T>(machines: readonly Machine[], share: number, work: () => Promise<T>) {
    const before = machines.map((machine) => machine.#cpuSeconds());
    for (const [n, machine] of machines.entries()) machine.#allowed = before[n]!;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      for (const machine of machines) machine.#pace(((now - last) / 1000) * share);
      last = now;
    }, LOOK_MS);
    try {
      const result = await work();
      return { result, cpu: machines.map((machine, n) => machine.#cpuSeconds() - before[n]!) };
    } finally {
      clearInterval(timer);
      for (const machine of machines) machine.#go();
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
  }

  #pace(more: number): void {
    const used = this.#cpuSeconds();
    this.#allowed = Math.min(this.#allowed + more, used + BURST_SECONDS);
    if (used <= this.#allowed) this.#go();
    else if (!this.#stopped) {
      this.#stopped = true;
      this.#child.kill('SIGSTOP');
    }
  }

  #go(): void {
    if (this.#stopped) this.#child.kill('SIGCONT');
    this.#stopped = false;
  }

  /** Of all threads, in user and system mode. */
  #cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  }
}
