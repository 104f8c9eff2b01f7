import { type JobEnd, Standby, type StandbyProgram, type StandbyRequest } from './standby.ts';

/** A trainer without work keeps its libraries loaded for so long; they take some hundred MiB. */
const IDLE_MS = 60_000;

/** Those that have no job, one of a kind, for all executors of this process: they know nothing of a home or a service. */
const idle = new Map<string, Standby>();

/** A job in the hands of a process. `ended` fails where the program cannot be started. */
export interface JobProcess {
  readonly ended: Promise<JobEnd>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Has a job done by a trainer that waits, or else by a new one, which waits for the next job afterwards. */
export function startJob(
  program: StandbyProgram,
  request: StandbyRequest,
  onLine: (line: string) => void,
): JobProcess {
  const kind = JSON.stringify(program);
  const waiting = idle.get(kind);
  idle.delete(kind);
  let standby = waiting ?? new Standby(program, request.directory);
  let killed = false;
  const perform = async (): Promise<JobEnd> => {
    const end = await standby.perform(request, onLine);
    if (standby === waiting && !standby.alive && !standby.forked && !killed) {
      // Somebody ended it just when it was asked.
      standby = new Standby(program, request.directory);
      return perform();
    }
    keep(kind, standby);
    return end;
  };
  return {
    ended: perform(),
    kill: (signal) => {
      killed = true;
      standby.kill(signal);
    },
  };
}

function keep(kind: string, standby: Standby): void {
  if (!standby.alive) return;
  if (idle.has(kind)) {
    standby.close();
    return;
  }
  idle.set(kind, standby);
  setTimeout(() => {
    if (idle.get(kind) !== standby) return;
    idle.delete(kind);
    standby.close();
  }, IDLE_MS).unref();
}
