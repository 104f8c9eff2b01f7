import { fits } from '../pipeline/engine/scheduling/decide.ts';
import { DEFAULT_RULES } from '../pipeline/engine/scheduling/state.ts';
import { type Outcome, Simulation } from '../test/fixtures/node-simulation.ts';
import { type Job, jobs, type Machine, machines } from '../test/fixtures/node-simulation-input.ts';

/**
 * How the decision which work goes to which node does on a simulated clock: npx tsx bench/scheduling.ts [JOBS] [NODES] [SEED].
 * Jobs of four projects, one of which sends half of all at once; nodes fail every four hours, and some jobs bring down every node.
 */
const [count = 1000, nodeCount = 50, seed = 7] = process.argv.slice(2).map(Number);
const fleet = machines(nodeCount);
const hours = (seconds: number): string => `${(seconds / 3600).toFixed(2)} h`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/**
 * No schedule that does what was done, repetitions and poisoned work included, ends before this: work by what it needs on the nodes
 * that have it, from each arrival on, and each job by itself. Nodes count as if none ever failed, and priorities as if there were none.
 */
function leastMakespan({ jobs: all, spans }: Outcome, on: readonly Machine[]): number {
  const done = new Map<string, number>();
  for (const { job, from, to } of spans) done.set(job, (done.get(job) ?? 0) + to - from);
  const pools = [...new Set(all.map(({ needs }) => needs))].map((needs) => {
    const able = on.filter((machine) => fits(needs, machine));
    const own = all.filter((job) => on.every((one) => !fits(job.needs, one) || able.includes(one)));
    return { nodes: Math.max(1, able.length), own };
  });
  const byPool = [...pools, { nodes: on.length, own: all }].map(({ nodes, own }) => {
    let later = 0;
    const bounds = [...own]
      .sort((a, b) => b.arrives - a.arrives)
      .map((job) => {
        later += done.get(job.id) ?? 0;
        return job.arrives + later / nodes;
      });
    return Math.max(0, ...bounds);
  });
  return Math.max(...byPool, ...all.map((job) => job.arrives + (done.get(job.id) ?? 0)));
}

/** How busy nodes were while they were there, until the last job began: after that there is nothing to decide. */
function utilisation({ spans, downs }: Outcome, nodes: number, until: number): number {
  const within = (all: readonly { readonly from: number; readonly to: number }[]) =>
    all.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, until) - from), 0);
  return within(spans) / (nodes * until - within(downs));
}

function waits({ jobs: all, began }: Outcome, which: (job: Job) => boolean): string {
  const found = all
    .filter((job) => which(job) && !job.poisoned)
    .map(({ id, arrives }) => began.get(id)! - arrives)
    .sort((a, b) => a - b);
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const at = (share: number) => found[Math.min(found.length - 1, Math.floor(share * found.length))]!;
  return `${String(found.length).padStart(4)} jobs, wait mean ${hours(mean)}, median ${hours(at(0.5))}, 95 % ${hours(at(0.95))}, longest ${hours(at(1))}`;
}

for (const [title, hoursBetweenFailures, poisoned] of [
  ['without failures', null, 0],
  ['each node fails every 4 h, 5 jobs are poisoned', 4, 5],
] as const) {
  const input = jobs(count, { seed, hours: 6, poisoned });
  const started = performance.now();
  const outcome = new Simulation(input, fleet, DEFAULT_RULES, { seed: seed + 4, hoursBetweenFailures }).run();
  const least = leastMakespan(outcome, fleet);
  const lastBegan = Math.max(...outcome.began.values());
  const left = outcome.spans.filter(({ to }) => to > lastBegan).length;
  const twice = [...outcome.taken.values()].filter((times) => times !== 1).length;
  console.log(
    `\n${count} jobs on ${nodeCount} nodes, ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  console.log(
    `  lost ${count - outcome.ended.size}, finished twice ${twice}, quarantined ${outcome.quarantined.size} of ${poisoned} poisoned`,
  );
  console.log(
    `  node failures ${outcome.failures}, words of lost leases refused ${outcome.refused}, preemptions ${outcome.preemptions}`,
  );
  console.log(
    `  nodes busy until the last job began (${hours(lastBegan)}): ${percent(utilisation(outcome, fleet.length, lastBegan))} of the time that they were there`,
  );
  console.log(
    `  makespan ${hours(outcome.makespan)}: ${left} jobs were under way when the last began. No schedule of the work that was done, without priorities or failures, below ${hours(least)}: ${percent(least / outcome.makespan)}`,
  );
  console.log(
    `  nodes busy while work waits that they could do: ${percent(outcome.contendedBusy / outcome.contended)}; repeated after losses: ${percent(outcome.repeated / (outcome.useful + outcome.repeated))}`,
  );
  for (const priority of [2, 1, 0])
    console.log(`  priority ${priority}: ${waits(outcome, (job) => job.priority === priority)}`);
  for (const project of ['bulk', 'law', 'tax', 'new'])
    console.log(`  project ${project.padEnd(4)}: ${waits(outcome, (job) => job.project === project)}`);
  console.log(`  short (< 10 min): ${waits(outcome, (job) => job.seconds < 600)}`);
  console.log(`  long  (≥ 1 h):    ${waits(outcome, (job) => job.seconds >= 3600)}`);
  console.log(`  eight devices:    ${waits(outcome, (job) => job.needs.gpus === 8)}`);
}
