import { openNodes } from '../../pipeline/main/node-room.ts';
import type { FaultFigure, Tries } from './fault.ts';
import { FaultWorld } from './fault-world.ts';

const SERVICES = 4;
const HEALTH = {
  ...{ gpus: [], cpus: 4, cpuUtilisation: 10, memoryMib: 16_000, freeMemoryMib: 8000 },
  ...{ freeDiskMib: 100_000, cacheMib: 0 },
};

/** Four services give away one work at the same moment, each to a node of its own. */
export async function leasedTwice(tries: Tries): Promise<FaultFigure> {
  let wrong = 0;
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  const nodes = {
    hands: 'all',
    labels: [],
    gpus: 0,
    shares: {},
    leaseSeconds: 30,
    leastRunSeconds: 120,
  } as const;
  const session = '0'.repeat(36);
  const { signal } = new AbortController();
  const askers = [];
  for (let n = 0; n < SERVICES; n++) {
    const { nodes: service } = openNodes(world.stores, { nodes }, 'faults');
    const name = `asker-${n}`;
    await service.add({ name, by: 'faults' });
    const hello = { protocol: 1, version: '1', session, labels: ['one'], health: HEALTH };
    await service.hello(name, hello);
    const word = { session, health: HEALTH, unfit: null, waitSeconds: 0.1 };
    askers.push(() => service.free(name, word, signal));
  }
  for (let n = 0; n < tries.tries; n++) {
    const work = await world.offer('one', { steps: 1, step_ms: 1 });
    const given = (await Promise.all(askers.map((ask) => ask()))).filter(({ lease }) => lease !== null);
    if (given.length !== 1 || (await world.row(work)).lease !== 1) wrong++;
    await world.room.desk.withdraw(work.id);
  }
  return {
    fault: 'duplicate lease',
    tries: tries.tries,
    asked: 'each work is given once, whoever decides',
    measured: `${SERVICES} services at the same moment: ${wrong} works not given exactly once`,
    held: wrong === 0,
  };
}
