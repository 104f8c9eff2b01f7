import { join } from 'node:path';
import type { Client } from '../cli/client.ts';
import { follow, resultLines } from '../cli/commands/follow.ts';
import { stopFollowing } from '../cli/commands/interrupt.ts';
import { upload } from '../cli/commands/run.ts';
import { Cli, type Environment, type Surroundings, userName } from '../cli/context.ts';
import { EXIT, exitOfProblem, exitOfRun } from '../cli/exit-status.ts';
import { RemoteProblem } from '../cli/http/remote-problem.ts';
import { problemLines } from '../cli/terminal/problem-lines.ts';
import { shortScoreLines } from '../cli/terminal/score-lines.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import { problemOf, TouchstoneError } from '../contracts/errors/error.ts';
import type { Language } from '../contracts/names.ts';
import type { RunView } from '../contracts/views.ts';
import { duration } from '../setup/terminal/figures.mjs';
import { fill } from '../setup/texts/speak.mjs';
import { DEMO_TEXTS } from './texts.ts';

const NAME = 'petitions';
const BASE = 'gemma3-270m';
const SAMPLE = join(PACKAGE_ROOT, 'datasets', 'sample', 'petitions.jsonl');

/** Variables that would lead the demo away from the embedded default. */
const ELSEWHERE = /^(DATABASE_URL|REDIS_URL|S3_.*|TOUCHSTONE_(URL|HOST|PORT|API_KEYS?|NAMESPACE))$/;

/** The main job, before the reader's eyes, through the public HTTP API. Gives the exit status of the run. */
export async function demonstrate({
  language,
  ...surroundings
}: Surroundings & { readonly language: Language }): Promise<number> {
  const environment = embeddedOnly(surroundings.environment);
  const cli = new Cli({ ...surroundings, environment }, { lang: language, config: 'none' });
  try {
    return await show(cli);
  } catch (error) {
    if (cli.interrupt.aborted) return EXIT.interrupted;
    const problem =
      error instanceof RemoteProblem ? error.problem : problemOf(TouchstoneError.from(error), cli.language);
    surroundings.err.write(`${problemLines(problem, cli.say).join('\n')}\n`);
    return exitOfProblem(problem);
  } finally {
    if (cli.finder.embedded && cli.interrupt.aborted) cli.print(cli.say('stopping'));
    await cli.finder.close();
  }
}

async function show(cli: Cli): Promise<number> {
  const started = performance.now();
  const texts = DEMO_TEXTS[cli.language];
  cli.print(texts.heading);
  cli.print(texts.terms);
  const client = await cli.client();
  cli.print(fill(texts.service, { url: client.connection.url, home: cli.settings().home }));
  const run = await startOrGoOn(cli, client);
  cli.print(cli.say('started', { run: run.id, name: run.name }));
  const ended = await follow(cli, run.id);
  if (ended.run === null) return stopFollowing(cli, run.id);
  const elapsed = duration((performance.now() - started) / 1000);
  const remembered = ended.run.stages
    .filter(({ cached }) => cached)
    .map(({ stage }) => cli.say(`stage_${stage}`));
  const lines = [
    '',
    ...(ended.report === null ? [] : [...shortScoreLines(ended.report.score, cli.say, cli.language), '']),
    ...resultLines(cli, ended.run, ended.report),
    ...(remembered.length === 0
      ? []
      : [fill(texts.remembered, { stages: remembered.join(texts.separator) })]),
    fill(texts.took, { elapsed }),
    ...nextLines(cli, ended.run),
  ];
  for (const line of lines) cli.print(line);
  return exitOfRun(ended.run);
}

/** The run of the sample dataset: one that was interrupted, else a new one. */
async function startOrGoOn(cli: Cli, client: Client): Promise<RunView> {
  const dataset = await upload(cli, client, [SAMPLE], NAME);
  for (const status of ['running', 'queued'] as const) {
    const unfinished = await client.listRuns(20, { name: NAME, status });
    const same = unfinished.find((run) => run.dataset.id === dataset.id && run.test === null);
    if (same) {
      cli.print(fill(DEMO_TEXTS[cli.language].goesOn, { run: same.id }));
      return same;
    }
  }
  return client.createRun({
    name: NAME,
    dataset: dataset.id,
    spec: { base: BASE },
    trigger: { kind: 'cli', by: userName() },
  });
}

function nextLines(cli: Cli, run: RunView): string[] {
  const texts = DEMO_TEXTS[cli.language];
  const version = run.model?.version ?? 1;
  return [
    '',
    texts.next,
    `  npx touchstone report ${run.id}`,
    `      ${texts.nextReport}`,
    '  npx touchstone run --dataset FILE --name NAME --wait',
    `      ${texts.nextOwn}`,
    `  npx touchstone models promote ${run.name} ${version}`,
    `      ${texts.nextPromote}`,
  ];
}

function embeddedOnly(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ELSEWHERE.test(name)));
}
