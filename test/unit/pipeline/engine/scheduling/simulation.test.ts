import assert from 'node:assert/strict';
import { DEFAULT_RULES } from '../../../../../pipeline/engine/scheduling/state.ts';
import { type Outcome, Simulation } from '../../../../fixtures/node-simulation.ts';
import { jobs, machines } from '../../../../fixtures/node-simulation-input.ts';

/** bench/scheduling.ts prints the figures; times here are those of the simulated clock. */
describe('a thousand jobs on fifty nodes that fail', function () {
  this.timeout(120_000);
  const POISONED = 5;
  let outcome: Outcome;
  before(() => {
    const input = jobs(1000, { seed: 7, hours: 6, poisoned: POISONED });
    const options = { seed: 11, hoursBetweenFailures: 4 };
    outcome = new Simulation(input, machines(50), DEFAULT_RULES, options).run();
  });

  it('lose none, finish none twice, and give each to one node at a time', () => {
    assert.ok(outcome.failures > 50 && outcome.refused > 10, `${outcome.failures} ${outcome.refused}`);
    assert.equal(outcome.ended.size, 1000);
    assert.equal(outcome.taken.size, 1000 - POISONED);
    assert.deepEqual(
      [...outcome.taken].filter(([, times]) => times !== 1),
      [],
    );
  });

  it('quarantine the jobs that bring nodes down, and no other', () => {
    const poisoned = outcome.jobs.filter((job) => job.poisoned).map(({ id }) => id);
    assert.deepEqual([...outcome.quarantined].sort(), poisoned.sort());
  });

  it('wait less the higher their priority is, and none waits for ever', () => {
    const [low, middle, high] = [0, 1, 2].map((priority) =>
      meanWait(outcome, (job) => job.priority === priority),
    );
    assert.ok(high! < middle! && middle! < low!, `${high} ${middle} ${low}`);
  });

  it('of a project that asks for little wait less than those of one that fills the queue', () => {
    for (const priority of [0, 1]) {
      const of = (project: string) =>
        meanWait(outcome, (job) => job.project === project && job.priority === priority);
      assert.ok(of('new') < of('bulk'), `${priority}: ${of('new')} ${of('bulk')}`);
    }
  });

  it('leave no node idle that could do one of those that wait', () => {
    assert.ok(
      outcome.contendedBusy / outcome.contended > 0.97,
      String(outcome.contendedBusy / outcome.contended),
    );
  });
});

function meanWait({ jobs: all, began }: Outcome, which: (job: Outcome['jobs'][number]) => boolean): number {
  const waits = all
    .filter((job) => which(job) && !job.poisoned)
    .map(({ id, arrives }) => began.get(id)! - arrives);
  return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}
