import type { NodeHealth } from '../../contracts/nodes/node.ts';
import type { Queryable } from '../../store/database/database.ts';
import { type BriefWork, openWork, usageByProject, usualSeconds } from '../../store/rows/model-work.ts';
import { type NodeRow, nodeRows, stateOf } from '../../store/rows/nodes.ts';
import { fits } from '../scheduling/decide.ts';
import type { RunningWork, ScheduleState, Seat, WaitingWork } from '../scheduling/state.ts';

/** The state that the decision is made from, as the database has it. `asking`: nodes that want work now; null: all that are idle. */
export async function scheduleState(
  sql: Queryable,
  asking: ReadonlySet<string> | null,
): Promise<ScheduleState> {
  const nodes = (await nodeRows(sql)).flatMap((row) => seatOf(row, asking));
  const open = await openWork(sql);
  const usual = new Map((await usualSeconds(sql)).map(({ verb, seconds }) => [verb, seconds]));
  const used = (await usageByProject(sql)).map(({ project, seconds }) => [project, seconds] as const);
  const now = Date.now();
  return {
    now,
    nodes,
    waiting: open
      .filter(({ status }) => status === 'waiting')
      .map((work) => waitingOf(work, nodes, usual.get(work.verb) ?? null)),
    running: open
      .filter(({ status }) => status === 'leased')
      .map((work) => runningOf(work, now, usual.get(work.verb) ?? null)),
    used: Object.fromEntries(used),
  };
}

function seatOf(row: NodeRow, asking: ReadonlySet<string> | null): Seat[] {
  const state = stateOf(row);
  if ((state !== 'ready' && state !== 'busy') || row.health === null) return [];
  const free = state === 'ready' && (asking === null || asking.has(row.name));
  const { name, labels } = row;
  return [{ name, labels, free, gpus: row.health.gpus.length, memoryMib: memoryOf(row.health) }];
}

function memoryOf({ gpus, memoryMib }: NodeHealth): number {
  return gpus.length === 0 ? memoryMib : Math.min(...gpus.map((gpu) => gpu.memoryMib));
}

/** A node that was lost with a work is given it again only where no other could take it. */
function waitingOf(work: BriefWork, nodes: readonly Seat[], usual: number | null): WaitingWork {
  const lost = work.losses.map(({ node }) => node);
  const unfit = work.unfit_nodes;
  const others = nodes.filter(({ name }) => !lost.includes(name) && !unfit.includes(name));
  const { id, project, priority, needs } = work;
  return {
    ...{ id, project, priority, needs },
    since: work.waiting_since.getTime(),
    expectedSeconds: usual === null ? null : Math.max(1, usual - work.seconds),
    avoid: others.some((node) => fits(needs, node)) ? [...unfit, ...lost] : unfit,
  };
}

function runningOf(work: BriefWork, now: number, usual: number | null): RunningWork {
  const startedAt = work.leased_at!.getTime();
  const { id, project, priority } = work;
  return {
    ...{ id, project, priority, startedAt },
    node: work.node!,
    secondsLeft: secondsLeft(work, (now - startedAt) / 1000, usual),
    preemptedFor: work.preempted_for,
  };
}

/** By the work's own word, else by its progress, else by what such work usually takes. */
function secondsLeft({ progress }: BriefWork, elapsed: number, usual: number | null): number | null {
  if (progress?.etaSeconds !== undefined) return progress.etaSeconds;
  if (progress !== null && progress.percent >= 5)
    return (elapsed / progress.percent) * (100 - progress.percent);
  // What takes longer than usual may take as long as it likes.
  return usual === null || elapsed >= usual ? null : usual - elapsed;
}
