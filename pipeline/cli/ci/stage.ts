import type { RunEvent } from '../../contracts/events.ts';
import type { StageName } from '../../contracts/names.ts';
import type { StageRunView } from '../../contracts/views.ts';
import { displayOf } from '../commands/display.ts';
import type { Cli } from '../context.ts';
import { EXIT, exitOfRun } from '../exit-status.ts';
import { followRun } from '../http/run-events.ts';
import { problemLines } from '../terminal/problem-lines.ts';

/**
 * Shows one stage of a run, and ends when that stage is done: 0. Where the run ends before, the exit status is the run's.
 * An interruption leaves the run alone: a lost agent is no reason to give up hours of training, and who wants to cancel
 * says so.
 */
export async function followStage(cli: Cli, runId: string, stage: StageName): Promise<number> {
  const { display, patience } = displayOf(cli);
  try {
    const events = followRun(runId, { ...patience, connect: () => cli.finder.connect() });
    for await (const event of events) {
      if (!concerns(event, stage)) continue;
      display.show(event);
      if (event.body.type === 'stage' && event.body.status === 'done') break;
    }
  } finally {
    display.close();
  }
  return cli.interrupt.aborted ? EXIT.interrupted : endOf(cli, runId, stage);
}

/** What became of the stage; a run that was over before it got that far is told with its fault. */
async function endOf(cli: Cli, runId: string, stage: StageName): Promise<number> {
  const run = await cli.patiently((client) => client.showRun(runId));
  const view = run.stages.find((one) => one.stage === stage);
  const done = view?.status === 'done';
  cli.result({ run_id: run.id, ...shown(view), error: done ? null : run.error }, [
    ...(done ? [] : [cli.say('statusOfRun', { run: run.id, status: cli.say(`status_${run.status}`) })]),
    ...(done || run.error === null ? [] : problemLines(run.error, cli.say)),
  ]);
  return done ? EXIT.pass : exitOfRun(run);
}

function shown(view: StageRunView | undefined) {
  return view === undefined
    ? {}
    : { stage: view.stage, status: view.status, cached: view.cached, seconds: view.seconds };
}

function concerns({ body }: RunEvent, stage: StageName): boolean {
  return body.type !== 'run' && body.stage === stage;
}
