import { setTimeout as wait } from 'node:timers/promises';
import { startS3 } from '../servers/s3.ts';
import { type FaultFigure, inLanes, type Tries, timesOf } from './fault.ts';
import { FaultWorld, type LinedAgent } from './fault-world.ts';
import { FaultyLine } from './faulty-line.ts';

const S3_DELAY_MS = 1000;
const CANCELLED_SECONDS = 30;

/** A work kills every agent that takes it. */
export async function workPoisoned(tries: Tries): Promise<FaultFigure> {
  let wrong = 0;
  let killed = 0;
  await using world = await FaultWorld.open({ leaseSeconds: 6, lookSeconds: 1 });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const agents = [];
    for (let n = 0; n < 3; n++) agents.push(await world.agent(label));
    while (next()) {
      const work = await world.offer(label, { steps: 5, step_ms: 20, poisoned: true });
      const row = await world.until(work, ({ status }) => status === 'failed' || status === 'done');
      const dead = agents.filter(({ agent }) => agent.isGone);
      killed += dead.length;
      if (row.error?.code !== 'NODE_WORK_QUARANTINED' || dead.length !== 2) wrong++;
      for (const one of dead) await world.again(one, label);
    }
  });
  return {
    fault: 'poisoned work',
    tries: tries.tries,
    asked: 'quarantined after two nodes',
    measured: `${killed} agents killed, ${wrong} works not quarantined after exactly two (lease 6 s for this test)`,
    held: wrong === 0,
  };
}

/** A run is cancelled while its trainer is at work. */
export async function runCancelled(tries: Tries): Promise<FaultFigure> {
  const seconds: number[] = [];
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const { agent } = await world.agent(label);
    while (next()) {
      const work = await world.offer(label, { steps: 4000, step_ms: 250 });
      await world.until(work, ({ checkpoint_by: by }) => by === 1);
      await wait(Math.random() * 10_000);
      const from = performance.now();
      await world.service.runs.cancel(work.run, 'en');
      while ((await agent.trainers()).length > 0) await wait(100);
      seconds.push((performance.now() - from) / 1000);
    }
  });
  return {
    fault: 'run cancelled',
    tries: tries.tries,
    asked: `the trainer ends within ${CANCELLED_SECONDS} s`,
    measured: timesOf(seconds),
    held: Math.max(...seconds) <= CANCELLED_SECONDS,
  };
}

/** An S3 that takes a second longer for every question. Null where there is no S3. */
export async function s3Slow(tries: Tries): Promise<FaultFigure | null> {
  const s3 = await startS3();
  if (s3 === null) return null;
  const line = await FaultyLine.to(s3.endpoint);
  try {
    let wrong = 0;
    const seconds: number[] = [];
    await using world = await FaultWorld.open({
      ...{ leaseSeconds: 30, lookSeconds: 5 },
      environment: {
        ...{ S3_ENDPOINT: line.url, S3_BUCKET: s3.bucket, S3_PREFIX: `faults-${process.pid}` },
        ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
      },
    });
    line.delayMs = S3_DELAY_MS;
    await inLanes(tries, async (next, number) => {
      const label = `lane-${number}`;
      await world.agent(label);
      while (next()) {
        const work = await world.offer(label, { steps: 8, step_ms: 250, checkpoint_bytes: 200_000 });
        const from = performance.now();
        const row = await world.until(work, ({ status }) => status === 'done' || status === 'failed');
        seconds.push((performance.now() - from) / 1000);
        if (row.status !== 'done' || row.lease !== 1 || row.result?.input !== work.input.digest) wrong++;
      }
    });
    line.delayMs = 0;
    return {
      fault: `S3 slow (${S3_DELAY_MS / 1000} s more for every question)`,
      tries: tries.tries,
      asked: 'works take longer, none is lost or done twice',
      measured: `${wrong} went otherwise; a work of 2 s: ${timesOf(seconds)}`,
      held: wrong === 0,
    };
  } finally {
    await line.close();
    await s3.stop();
  }
}

/** Nodes whose clocks are an hour ahead and an hour behind; `prefix` starts a program with its clock moved by so many hours. */
export async function clocksApart(
  tries: Tries,
  prefix: (hours: number) => readonly string[],
): Promise<FaultFigure> {
  let wrong = 0;
  let refused = 0;
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const agents: LinedAgent[] = [];
    for (const hours of [1, -1]) agents.push(await world.agent(label, { prefix: prefix(hours) }));
    while (next()) {
      const work = await world.offer(label, { steps: 20, step_ms: 100 });
      const begun = await world.until(work, ({ checkpoint_by: by }) => by === 1);
      const [, [other]] = world.holder(begun, agents);
      // Handed from one clock to the other, in either direction.
      await world.stores.database.query('UPDATE touchstone.model_work SET preempted_for = $2 WHERE id = $1', [
        work.id,
        work.id,
      ]);
      const row = await world.until(work, ({ status }) => status === 'done' || status === 'failed');
      if (row.status !== 'done' || row.lease > 2 || other === undefined) wrong++;
    }
    refused += agents
      .flatMap(({ line }) => line.answers)
      .filter(({ path, status }) => path.startsWith('/v1/lease/') && status >= 400).length;
  });
  return {
    fault: 'clocks of nodes an hour ahead and an hour behind',
    tries: tries.tries,
    asked: 'as with clocks that agree',
    measured: `${wrong} works not done within two leases, ${refused} words of leases refused`,
    held: wrong === 0 && refused === 0,
  };
}
