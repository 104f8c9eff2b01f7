import { cacheCorrupt, canMount, diskFull } from '../test/faults/bad-places.ts';
import { clocksApart, runCancelled, s3Slow, workPoisoned } from '../test/faults/bad-works.ts';
import type { FaultFigure, Tries } from '../test/faults/fault.ts';
import { agentPaused, answerLost } from '../test/faults/late-agents.ts';
import { leasedTwice } from '../test/faults/leased-twice.ts';
import { networkCut, nodeKilled } from '../test/faults/lost-nodes.ts';
import { CLOCK_MOVER, movedClock } from '../test/faults/moved-clock.ts';
import { orphans } from '../test/faults/orphans.ts';

/**
 * What becomes of faults: of nodes, of the line to them, of what they are given; with real agents, stores and HTTP, and, but for
 * `orphans`, a stand-in for the trainer: npx tsx bench/faults.ts [FAULT[=TRIES] …] [lanes=N]. Without names all of them, as often as
 * is written here. The exit status is 1 where one did not hold.
 */
const FAULTS: Readonly<
  Record<string, { readonly tries: number; run(tries: Tries): Promise<FaultFigure | null> }>
> = {
  killed: { tries: 40, run: nodeKilled },
  cut: { tries: 40, run: networkCut },
  paused: { tries: 200, run: agentPaused },
  twice: { tries: 200, run: leasedTwice },
  answer: { tries: 100, run: answerLost },
  disk: { tries: 5, run: async (tries) => (canMount() ? diskFull(tries) : null) },
  cache: { tries: 60, run: cacheCorrupt },
  poisoned: { tries: 20, run: workPoisoned },
  s3: { tries: 10, run: s3Slow },
  clocks: {
    tries: 20,
    run: async (tries) => {
      const figure = await clocksApart(tries, movedClock);
      return { ...figure, fault: `${figure.fault} (${CLOCK_MOVER})` };
    },
  },
  cancelled: { tries: 40, run: runCancelled },
  orphans: { tries: 100, run: orphans },
};

const asked = new Map(process.argv.slice(2).map((word) => word.split('=') as [string, string | undefined]));
const lanes = Number(asked.get('lanes') ?? 4);
asked.delete('lanes');
const unknown = [...asked.keys()].filter((name) => !(name in FAULTS));
if (unknown.length > 0) throw new Error(`no such fault: ${unknown.join(', ')}`);

console.log('| fault | tries | asked | measured | held |\n| --- | ---: | --- | --- | --- |');
for (const [name, { tries, run }] of Object.entries(FAULTS)) {
  if (asked.size > 0 && !asked.has(name)) continue;
  const figure = await run({ tries: Number(asked.get(name) ?? tries), lanes });
  if (figure === null) console.log(`| ${name} | 0 | | not possible on this machine | |`);
  else {
    const { fault, tries: done, asked: what, measured, held } = figure;
    console.log(`| ${fault} | ${done} | ${what} | ${measured} | ${held ? 'yes' : 'NO'} |`);
    if (!held) process.exitCode = 1;
  }
}
// What is left open keeps a program from ending; it is named, so that it can be mended.
setTimeout(() => {
  console.error(`All figures are there, but still open: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}, 30_000).unref();
