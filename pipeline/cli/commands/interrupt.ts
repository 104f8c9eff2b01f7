import { problemOf, TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunView } from '../../contracts/views.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { patiently } from '../http/patience.ts';
import { RemoteProblem } from '../http/remote-problem.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { resultOf, resultWithout, statusLine } from './run-result.ts';

/** A CI system that aborts a build waits no longer before it kills. */
export const CANCEL_WITHIN_MS = 20_000;

/**
 * Somebody asked a command to stop that was following a run: the run is cancelled or left going, as chosen. What is told says
 * which, since for a CI system the difference is a GPU that stays busy.
 */
export async function interrupted(cli: Cli, runId: string, cancels: boolean): Promise<number> {
  if (!cancels) {
    cli.result(resultWithout('interrupted', runId, null), []);
    return stopFollowing(cli, runId);
  }
  try {
    const run = await cancelled(cli, runId);
    cli.result(resultOf(run, null), [cli.say('interruptCancelled'), statusLine(cli, run)]);
    return EXIT.interrupted;
  } catch (error) {
    const problem =
      error instanceof RemoteProblem ? error.problem : problemOf(TouchstoneError.from(error), cli.language);
    cli.result(resultWithout('interrupted', runId, problem), []);
    for (const line of [
      ...problemLines(problem, cli.say),
      cli.say('interruptNotCancelled', { run: runId }),
    ]) {
      cli.print(line);
    }
    return EXIT.service;
  }
}

/** The person pressed Ctrl-C: a service of our own ends with us and keeps the run, another one goes on with it. */
export async function stopFollowing(cli: Cli, run: string): Promise<number> {
  if (cli.finder.embedded) {
    cli.print(cli.say('stopping'));
    await cli.finder.close();
    cli.print(cli.say('pausedRun', { run, home: cli.settings().home }));
  } else {
    cli.print(cli.say('leftRun', { run }));
  }
  return EXIT.interrupted;
}

/** The run as it is after cancelling; one that had ended stays as it ended. */
async function cancelled(cli: Cli, runId: string): Promise<RunView> {
  // The signal that interrupts is spent; this must not be stopped by it.
  const patience = { patienceMs: CANCEL_WITHIN_MS, signal: new AbortController().signal };
  return patiently(async () => {
    const client = await cli.client();
    try {
      return await client.cancelRun(runId);
    } catch (error) {
      if (error instanceof RemoteProblem && error.problem.code === 'RUN_STATE') return client.showRun(runId);
      throw error;
    }
  }, patience);
}
