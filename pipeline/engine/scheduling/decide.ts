import type { WorkDraft, WorkNeeds } from '../../contracts/nodes/work.ts';
import type {
  Decision,
  Outlook,
  RunningWork,
  ScheduleRules,
  ScheduleState,
  Seat,
  WaitingWork,
} from './state.ts';

/**
 * Which waiting work goes to which node, and which work has to give way. Pure: the same state gives the same decision.
 *
 * 1. Higher priorities first. A low one does not starve: work that waits while its project is not served counts one priority
 *    higher for each `agingSeconds`, up to the highest that is there; a project whose work is being done ages no more.
 * 2. Within a priority the project that has used least of its share, so that a thousand works of one project hold up no other.
 * 3. Within a project the oldest first, whether it is short or long.
 * 4. It goes to the free node that fits it most closely, so that a small work leaves a large node to a large one.
 * 5. Where none is free, work of a lower priority (as it was given, without age) gives way, once for each waiting work: the
 *    lowest first, then what began last, since that loses least.
 */
export function decide(state: ScheduleState, rules: ScheduleRules): Decision {
  const free = new Map(state.nodes.filter((node) => node.free).map((node) => [node.name, node]));
  const starts: { work: string; node: string }[] = [];
  const preemptions: { work: string; for: string }[] = [];
  const claimed = new Set<string>();
  const promised = new Set(state.running.flatMap((run) => run.preemptedFor ?? []));
  const lowest = Math.min(...state.running.map(({ priority }) => priority));
  for (const work of inOrder(state, rules)) {
    const node = free.size === 0 ? null : closest(work, free.values());
    if (node !== null) {
      starts.push({ work: work.id, node: node.name });
      free.delete(node.name);
      continue;
    }
    if (work.priority <= lowest || promised.has(work.id)) continue;
    const giving = givesWay(work, state, rules, claimed);
    if (giving === null) continue;
    claimed.add(giving.id);
    preemptions.push({ work: giving.id, for: work.id });
  }
  return { starts, preemptions };
}

/** Whether a node has what a work needs. */
export function fits(needs: WorkNeeds, node: Omit<Seat, 'free' | 'name'>): boolean {
  return (
    node.gpus >= needs.gpus &&
    node.memoryMib >= needs.memoryMib &&
    needs.labels.every((label) => node.labels.includes(label))
  );
}

/**
 * Where each waiting work stands and when it will begin, if nothing new comes and everything takes as long as expected: the
 * same order, on nodes that become free one after the other.
 */
export function outlook(state: ScheduleState, rules: ScheduleRules): ReadonlyMap<string, Outlook> {
  const left = new Map(state.running.map((run) => [run.node, run.secondsLeft ?? rules.unknownSeconds]));
  const freeIn = new Map(state.nodes.map((node) => [node.name, node.free ? 0 : (left.get(node.name) ?? 0)]));
  const order = inOrder(state, rules);
  return new Map(
    order.map((work, at) => {
      const able = state.nodes.filter((node) => takes(work, node));
      const first = able.reduce<Seat | null>(
        (best, node) => (best === null || freeIn.get(node.name)! < freeIn.get(best.name)! ? node : best),
        null,
      );
      const starts = first === null ? null : freeIn.get(first.name)!;
      if (first !== null) freeIn.set(first.name, starts! + (work.expectedSeconds ?? rules.unknownSeconds));
      return [work.id, { place: at + 1, of: order.length, fitting: able.length, startsInSeconds: starts }];
    }),
  );
}

/** Whether work that came now would be given a free node at once, before all that waits or after it. */
export function startsNow(
  { id, of: { project, priority }, needs }: Pick<WorkDraft, 'id' | 'of' | 'needs'>,
  state: ScheduleState,
  rules: ScheduleRules,
): boolean {
  const work = { id, project, priority, needs, since: state.now, expectedSeconds: null, avoid: [] };
  const { starts } = decide({ ...state, waiting: [...state.waiting, work] }, rules);
  return starts.some((start) => start.work === id);
}

/** Waiting work in the order in which it is to be served; what comes first counts as used for what comes after. */
function inOrder(state: ScheduleState, rules: ScheduleRules): WaitingWork[] {
  const highest = Math.max(...state.waiting.map(({ priority }) => priority));
  const served = lastServed(state);
  const level = (work: WaitingWork) => aged(work, served(work), state.now, rules, highest);
  const left = [...state.waiting]
    .map((work) => ({ work, level: level(work) }))
    .sort((a, b) => a.work.since - b.work.since || (a.work.id < b.work.id ? -1 : 1));
  const used = new Map(Object.entries(state.used));
  const spent = (project: string) => (used.get(project) ?? 0) / shareOf(project, rules);
  // Of each level the oldest work of each project: all others wait behind one of these.
  const heads = new Map<number, Map<string, WaitingWork[]>>();
  for (const { work, level: at } of left) {
    const projects = heads.get(at) ?? new Map<string, WaitingWork[]>();
    heads.set(at, projects);
    const own = projects.get(work.project);
    if (own === undefined) projects.set(work.project, [work]);
    else own.push(work);
  }
  const order: WaitingWork[] = [];
  for (const at of [...heads.keys()].sort((a, b) => b - a)) {
    const projects = heads.get(at)!;
    while (projects.size > 0) {
      const [project, works] = [...projects].reduce((best, one) =>
        spent(one[0]) < spent(best[0]) ||
        (spent(one[0]) === spent(best[0]) && one[1][0]!.since < best[1][0]!.since)
          ? one
          : best,
      );
      const work = works.shift()!;
      if (works.length === 0) projects.delete(project);
      used.set(project, (used.get(project) ?? 0) + (work.expectedSeconds ?? rules.unknownSeconds));
      order.push(work);
    }
  }
  return order;
}

/** When work under way of the same project, of the same priority or a lower one, began last; 0 where there is none. */
function lastServed({ running }: ScheduleState): (work: WaitingWork) => number {
  const known = new Map<string, number>();
  return ({ project, priority }) => {
    const key = `${priority} ${project}`;
    let latest = known.get(key);
    if (latest === undefined) {
      const own = running.filter((run) => run.project === project && run.priority <= priority);
      latest = Math.max(0, ...own.map(({ startedAt }) => startedAt));
      known.set(key, latest);
    }
    return latest;
  };
}

/** A work's priority with its age. */
function aged(work: WaitingWork, served: number, now: number, rules: ScheduleRules, highest: number): number {
  const waited = (now - Math.max(work.since, served)) / 1000;
  return Math.max(work.priority, Math.min(highest, work.priority + Math.floor(waited / rules.agingSeconds)));
}

function shareOf(project: string, { shares }: ScheduleRules): number {
  const share = Object.hasOwn(shares, project) ? shares[project]! : 1;
  return Math.max(share, Number.EPSILON);
}

function takes({ needs, avoid }: WaitingWork, node: Seat): boolean {
  return !avoid.includes(node.name) && fits(needs, node);
}

/** Fewest graphics processors, then least memory, then fewest labels beyond what is asked for. */
function closest(work: WaitingWork, nodes: Iterable<Seat>): Seat | null {
  const able = [...nodes].filter((node) => takes(work, node));
  able.sort(
    (a, b) =>
      a.gpus - b.gpus ||
      a.memoryMib - b.memoryMib ||
      a.labels.length - b.labels.length ||
      (a.name < b.name ? -1 : 1),
  );
  return able[0] ?? null;
}

function givesWay(
  work: WaitingWork,
  { now, running, nodes }: ScheduleState,
  rules: ScheduleRules,
  claimed: ReadonlySet<string>,
): RunningWork | null {
  const seats = new Map(nodes.map((node) => [node.name, node]));
  const able = running.filter((run) => {
    const seat = seats.get(run.node);
    return (
      run.priority < work.priority &&
      run.preemptedFor === null &&
      !claimed.has(run.id) &&
      seat !== undefined &&
      takes(work, seat) &&
      (now - run.startedAt) / 1000 >= rules.leastRunSeconds &&
      // What is about to end is waited for.
      (run.secondsLeft ?? rules.unknownSeconds) >= rules.leastRunSeconds
    );
  });
  able.sort((a, b) => a.priority - b.priority || b.startedAt - a.startedAt);
  return able[0] ?? null;
}
