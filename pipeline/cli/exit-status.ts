import { ERRORS, type ErrorCode } from '../contracts/errors/table.ts';
import type { Verdict } from '../contracts/names.ts';
import type { Problem } from '../contracts/problem.ts';
import type { RunView } from '../contracts/views.ts';

/** Exit status of the command line; part of what CI relies on. */
export const EXIT = {
  pass: 0,
  fail: 1,
  /** Usage or bad input. */
  usage: 2,
  inconclusive: 3,
  /** The service or a worker failed, or the run was cancelled. */
  service: 4,
  interrupted: 130,
  /** Whoever read our output went away, as a shell reports it. */
  brokenPipe: 141,
} as const;

const OF_VERDICT: Readonly<Record<Verdict, number>> = {
  PASS: EXIT.pass,
  FAIL: EXIT.fail,
  INCONCLUSIVE: EXIT.inconclusive,
};

/** Exit status for a verdict. */
export function exitOfVerdict(verdict: Verdict): number {
  return OF_VERDICT[verdict];
}

/** Exit status for a run that has ended. */
export function exitOfRun(run: Pick<RunView, 'status' | 'verdict' | 'error'>): number {
  if (run.status === 'succeeded' && run.verdict !== null) return OF_VERDICT[run.verdict];
  return run.error === null ? EXIT.service : exitOfProblem(run.error);
}

/** Exit status for a fault. A code from a newer service is judged by its HTTP status. */
export function exitOfProblem(problem: Pick<Problem, 'code' | 'status'>): number {
  if (Object.hasOwn(ERRORS, problem.code)) return ERRORS[problem.code as ErrorCode].exit;
  return problem.status >= 500 ? EXIT.service : EXIT.usage;
}
