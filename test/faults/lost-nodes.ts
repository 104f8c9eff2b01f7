import { setTimeout as wait } from 'node:timers/promises';
import { type FaultFigure, inLanes, quantile, type Tries, timesOf } from './fault.ts';
import { type FaultWork, FaultWorld, type LinedAgent } from './fault-world.ts';

/** As a service has it unless it is told otherwise. */
const LEASE_SECONDS = 30;
const LOOK_SECONDS = 5;
const NOTICED_SECONDS = 60;
const RESUMED_SECONDS = 90;

interface Lost {
  readonly noticed: number[];
  readonly resumed: number[];
  /** Words of a lost lease that were taken. */
  taken: number;
  fromNothing: number;
}

/** A node is killed, with `kill -9`, in the midst of its work. */
export async function nodeKilled(tries: Tries): Promise<FaultFigure> {
  const lost = await lose(tries, async (world, victim, label) => {
    await victim.agent.end('SIGKILL');
    return () => world.again(victim, label);
  });
  return figureOf('node killed', tries, lost);
}

/** The line between a node and the service goes dead, and is mended after its work went elsewhere. */
export async function networkCut(tries: Tries): Promise<FaultFigure> {
  const lost = await lose(tries, async (_, victim) => {
    victim.line.cut();
    return async () => {
      const { length } = victim.agent.log;
      victim.line.mend();
      await victim.agent.saysAfter(length, NOT_WANTED);
    };
  });
  return figureOf('network cut', tries, lost);
}

/** What an agent says of a lease that is lost. */
export const NOT_WANTED = /is not wanted here any more|此節點不再需要執行/;

async function lose(
  tries: Tries,
  strike: (world: FaultWorld, victim: LinedAgent, label: string) => Promise<() => Promise<void>>,
): Promise<Lost> {
  const lost: Lost = { noticed: [], resumed: [], taken: 0, fromNothing: 0 };
  await using world = await FaultWorld.open({ leaseSeconds: LEASE_SECONDS, lookSeconds: LOOK_SECONDS });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const agents = [await world.agent(label), await world.agent(label)];
    while (next()) {
      const work = await world.offer(label, { steps: 2000, step_ms: 250 });
      const begun = await world.until(work, ({ checkpoint_by: by }) => by === 1);
      const [victim] = world.holder(begun, agents);
      await wait(Math.random() * 2000);
      const struckAt = performance.now();
      const after = await strike(world, victim, label);
      const since = () => (performance.now() - struckAt) / 1000;
      await world.until(work, ({ status, lease }) => status === 'waiting' || lease > 1);
      lost.noticed.push(since());
      const again = await world.until(work, ({ status, lease }) => status === 'leased' && lease > 1);
      lost.resumed.push(since());
      const overAt = performance.now();
      if (again.checkpoint === null) lost.fromNothing++;
      await after();
      lost.taken += takenAfter(victim, overAt);
      await endIt(world, work, agents);
    }
  });
  return lost;
}

/** What an agent said in the name of a lease, and the service took, after that was over. Its next lease comes later. */
export function takenAfter({ line }: LinedAgent, at: number): number {
  return line.answers.filter(
    (answer) => answer.at > at && answer.path.startsWith('/v1/lease/') && answer.status < 300,
  ).length;
}

/** Nobody wants the work any more; whoever has it lets it go. */
export async function endIt(
  world: FaultWorld,
  work: FaultWork,
  agents: readonly LinedAgent[],
): Promise<void> {
  await world.room.desk.withdraw(work.id);
  for (const { agent } of agents) while ((await agent.trainers()).length > 0) await wait(100);
}

function figureOf(fault: string, { tries }: Tries, lost: Lost): FaultFigure {
  const { noticed, resumed, taken, fromNothing } = lost;
  return {
    ...{ fault, tries },
    asked: `noticed within ${NOTICED_SECONDS} s, 95 % resumed elsewhere within ${RESUMED_SECONDS} s, from the checkpoint`,
    measured: `noticed: ${timesOf(noticed)}; resumed: ${timesOf(resumed)}; begun anew ${fromNothing}, late words taken ${taken}`,
    held:
      quantile(noticed, 1) <= NOTICED_SECONDS &&
      quantile(resumed, 0.95) <= RESUMED_SECONDS &&
      taken === 0 &&
      fromNothing === 0,
  };
}
