import { z } from 'zod';
import { VERDICTS, type Verdict } from '../../pipeline/contracts/names.ts';
import type { JenkinsClient } from '../client/client.ts';
import type { EndedBuild } from './follow.ts';

/** What `touchstone runs summary` wrote, as lines NAME=value; the steps of our library archive it. */
const SUMMARY_FILE = 'touchstone-summary.env';
/** What `touchstone run --json` wrote; with `--wait` it holds the verdict. */
const RESULT_FILE = 'touchstone-run.json';
const LONGEST_FILE = 1024 * 1024;

const outcomeSchema = z.looseObject({
  run_id: z
    .string()
    .regex(/^\w{1,100}$/)
    .nullish(),
  verdict: z.enum(VERDICTS).nullish(),
});

/** What a retraining build found out. */
export interface Outcome {
  readonly runId: string | null;
  readonly verdict: Verdict | null;
}

/** The run and the verdict of a build; null where it archived none, or nothing that can be read. */
export async function outcomeOf(
  client: JenkinsClient,
  job: string,
  build: EndedBuild,
  signal: AbortSignal,
): Promise<Outcome | null> {
  for (const [name, read] of [
    [SUMMARY_FILE, summaryIn],
    [RESULT_FILE, resultIn],
  ] as const) {
    const path = build.artifacts.find((one) => one.split('/').at(-1) === name);
    if (path === undefined) continue;
    const text = await shortText(await client.artifact(job, build.number, path, signal));
    const found = text === null ? null : outcomeSchema.safeParse(read(text));
    // A file that was cut when the build was aborted: the next one, or the build's result, says enough.
    if (found?.success) return { runId: found.data.run_id ?? null, verdict: found.data.verdict ?? null };
  }
  return null;
}

function summaryIn(text: string): unknown {
  const value = (name: string) => new RegExp(`^TOUCHSTONE_${name}=(\\w+)$`, 'm').exec(text)?.[1];
  return { run_id: value('RUN'), verdict: value('VERDICT') };
}

/** The last line: those before it are progress. */
function resultIn(text: string): unknown {
  try {
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    return null;
  }
}

/** Null where it is longer than such a file is. */
async function shortText(source: AsyncIterable<Buffer>): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > LONGEST_FILE) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
