import { setTimeout as wait } from 'node:timers/promises';
import { type FaultFigure, inLanes, type Tries } from './fault.ts';
import { FaultWorld } from './fault-world.ts';
import { NOT_WANTED, takenAfter } from './lost-nodes.ts';

/** Shorter than a site has it, so that hundreds of tries fit in minutes. */
const LEASE_SECONDS = 6;

/** An agent is paused beyond its lease at any moment of its work, and goes on when another has the work. */
export async function agentPaused(tries: Tries): Promise<FaultFigure> {
  let taken = 0;
  let words = 0;
  let wrong = 0;
  await using world = await FaultWorld.open({ leaseSeconds: LEASE_SECONDS, lookSeconds: 1 });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const agents = [await world.agent(label), await world.agent(label)];
    while (next()) {
      for (;;) {
        // Checkpoints all the time, so that most pauses fall into something being sent.
        const work = await world.offer(label, { steps: 40, step_ms: 50, checkpoint_bytes: 20_000 });
        const begun = await world.until(work, ({ status }) => status !== 'waiting');
        const [victim] = world.holder(begun, agents);
        await wait(Math.random() * 3000);
        const { length } = victim.agent.log;
        victim.agent.signal('SIGSTOP');
        const row = await world.until(work, ({ status, lease }) => status === 'done' || lease > 1);
        const overAt = performance.now();
        const before = victim.line.answers.length;
        victim.agent.signal('SIGCONT');
        // It had ended its work before it was paused: no try.
        if (row.lease === 1) continue;
        await victim.agent.saysAfter(length, NOT_WANTED);
        const late = victim.line.answers.slice(before).filter(({ path }) => path.startsWith('/v1/lease/'));
        words += late.length;
        taken += takenAfter(victim, overAt);
        const done = await world.until(work, ({ status }) => status === 'done');
        if (done.lease !== 2 || done.outputs?.length !== 1) wrong++;
        break;
      }
    }
  });
  return {
    fault: 'agent paused beyond its lease (SIGSTOP, SIGCONT)',
    tries: tries.tries,
    asked: 'it can write nothing, 200 tries',
    measured: `${words} late words said, ${taken} taken; ${wrong} works not done once by the other (lease ${LEASE_SECONDS} s for this test)`,
    held: taken === 0 && wrong === 0,
  };
}

/** The answer to "this is what I made" is lost after the service has stored it. */
export async function answerLost(tries: Tries): Promise<FaultFigure> {
  let wrong = 0;
  let lost = 0;
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const { agent, line } = await world.agent(label);
    while (next()) {
      const { length } = agent.log;
      const before = line.swallowed;
      line.swallows = /^\/v1\/lease\/finish/;
      const work = await world.offer(label, { steps: 2, step_ms: 20 });
      const row = await world.until(work, ({ status }) => status === 'done' || status === 'failed');
      await agent.saysAfter(length, new RegExp(`${work.id} (is done|已完成)`));
      lost += line.swallowed - before;
      const once = row.status === 'done' && row.lease === 1 && row.outputs?.length === 1;
      if (!once || (await world.row(work)).lease !== 1) wrong++;
    }
  });
  return {
    fault: 'result stored, its answer lost',
    tries: tries.tries,
    asked: 'done once, and the agent knows',
    measured: `${lost} answers lost, ${wrong} works not done exactly once`,
    held: wrong === 0 && lost === tries.tries,
  };
}
