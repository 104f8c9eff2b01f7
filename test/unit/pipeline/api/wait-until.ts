import { setTimeout as sleep } from 'node:timers/promises';

/** Gives what goes on after an answer, such as tidying up, two seconds; whoever calls then asserts. */
export async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100 && !(await condition()); tries++) await sleep(20);
}
