import { EXIT } from './exit-status.ts';
import type { Terminal } from './main.ts';

/**
 * Gives a command the process's streams and signals, and its status to the process. The first signal asks the command to
 * stop, which keeps started work; the second ends the process at once.
 */
export async function inProcess(work: (terminal: Terminal) => Promise<number>): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (stop.signal.aborted ? process.exit(EXIT.interrupted) : stop.abort()));
  }
  let readerGone = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      // Whoever read us, `head` for instance, has seen enough.
      readerGone = true;
      stop.abort();
    });
  }
  const status = await work({ out: process.stdout, err: process.stderr, interrupt: stop.signal });
  process.exitCode = readerGone ? EXIT.brokenPipe : status;
}
