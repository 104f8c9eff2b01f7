import { setTimeout as wait } from 'node:timers/promises';
import { readSettings } from '../../pipeline/config/settings.ts';
import { envelopeOf } from '../../pipeline/executor/nodes/envelope.ts';
import { tinyTraining } from '../integration/slurm-work.ts';
import { type FaultFigure, inLanes, type Tries, timesOf } from './fault.ts';
import { FaultWorld, type LinedAgent } from './fault-world.ts';

/** What is still there after so long is an orphan: the trainer ends between two steps, or when it has done loading. */
const GONE_SECONDS = 60;

/** Ways in which the real trainer loses whoever it works for, at any moment from its first on. */
export async function orphans(tries: Tries): Promise<FaultFigure> {
  const seconds: number[] = [];
  let left = 0;
  let turn = 0;
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  const { python } = readSettings(process.env).trainer;
  const sources = {
    artifacts: world.stores.artifacts,
    filesOfBase: (directory: string) => world.room.bases.filesOf(directory),
  };
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const node = await world.agent(label, { python });
    while (next()) {
      const way = WAYS[turn++ % WAYS.length]!;
      const job = await tinyTraining(world.home, 40, 1000 * number + turn);
      const work = await world.offerEnvelope(label, await envelopeOf(job, sources));
      while ((await node.agent.trainers()).length === 0) await wait(20);
      await wait(Math.random() * 6000);
      const from = performance.now();
      const since = () => (performance.now() - from) / 1000;
      await way(world, node, work.run);
      let there = true;
      while (there && since() < GONE_SECONDS) {
        await wait(100);
        there = (await node.agent.trainers()).length > 0;
      }
      if (there) left++;
      seconds.push(since());
      await world.room.desk.withdraw(work.id);
      if (node.agent.isGone) await world.again(node, label, python);
    }
  });
  return {
    fault: 'trainer left alone (agent killed, told to end, run cancelled), the real trainer',
    tries: tries.tries,
    asked: 'no orphan process in 100 tries',
    measured: `${left} left after ${GONE_SECONDS} s; gone: ${timesOf(seconds)}`,
    held: left === 0,
  };
}

const WAYS: readonly ((world: FaultWorld, node: LinedAgent, run: string) => Promise<unknown>)[] = [
  (_, { agent }) => agent.end('SIGKILL'),
  (world, _, run) => world.service.runs.cancel(run, 'en'),
  (_, { agent }) => agent.end('SIGTERM'),
];
