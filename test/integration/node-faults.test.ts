import assert from 'node:assert/strict';
import { cacheCorrupt, canMount, diskFull } from '../faults/bad-places.ts';
import { clocksApart, workPoisoned } from '../faults/bad-works.ts';
import type { FaultFigure, Tries } from '../faults/fault.ts';
import { agentPaused, answerLost } from '../faults/late-agents.ts';
import { movedClock } from '../faults/moved-clock.ts';

/** Each fault a few times; bench/faults.ts tries them by the hundred, and measures how long what takes time takes. */
describe('faults of nodes', function () {
  this.timeout(300_000);
  const holds = async (fault: (tries: Tries) => Promise<FaultFigure>, tries: number) => {
    const figure = await fault({ tries, lanes: 2 });
    assert.ok(figure.held, JSON.stringify(figure));
  };

  it('let an agent that was paused beyond its lease write nothing', () => holds(agentPaused, 4));
  it('have a result taken once whose answer is lost, and its agent know', () => holds(answerLost, 2));
  it('have a trainer read what was sent, whatever became of the cache', () => holds(cacheCorrupt, 4));
  it('have work quarantined that killed two agents', () => holds(workPoisoned, 1));
  it('make no difference where clocks are an hour apart', () =>
    holds((tries) => clocksApart(tries, movedClock), 2));
  // A disk of its own takes the right to mount one; staging.test.ts tells what too little room is told as.
  if (canMount()) it('have work done elsewhere where the disk runs full', () => holds(diskFull, 1));
});
