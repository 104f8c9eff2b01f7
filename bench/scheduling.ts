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

/** No schedule can end before this: work by what it needs on the nodes that have it, and each job by itself. */
function leastMakespan(all: readonly Job[], on: readonly Machine[]): number {
  const kinds = [...new Set(all.map(({ needs }) => needs))];
  const byNodes = kinds.map((needs) => {
    const able = on.filter((machine) => fits(needs, machine));
    const forced = all.filter((job) =>
      on.every((machine) => !fits(job.needs, machine) || able.includes(machine)),
    );
    return forced.reduce((sum, job) => sum + job.seconds, 0) / Math.max(1, able.length);
  });
  const single = all.map((job) => job.arrives + job.seconds);
  return Math.max(...byNodes, ...single, all.reduce((sum, job) => sum + job.seconds, 0) / on.length);
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
  const least = leastMakespan(
    input.filter((job) => !job.poisoned),
    fleet,
  );
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
    `  makespan ${hours(outcome.makespan)}, no schedule below ${hours(least)}: ${percent(least / outcome.makespan)} of the ideal`,
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
