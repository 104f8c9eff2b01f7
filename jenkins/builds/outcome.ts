import { z } from 'zod';
import { VERDICTS, type Verdict } from '../../pipeline/contracts/names.ts';
import type { JenkinsClient } from '../client/client.ts';
import type { EndedBuild } from './follow.ts';

/** What `touchstone run --json` wrote, which the retraining job archives. */
export const RESULT_FILE = 'touchstone-run.json';
const LONGEST_RESULT = 1024 * 1024;

const resultSchema = z.looseObject({
  run_id: z.string().max(100).nullish(),
  status: z.string().max(100).nullish(),
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
  const path = build.artifacts.find((one) => one.split('/').at(-1) === RESULT_FILE);
  if (path === undefined) return null;
  const text = await shortText(await client.artifact(job, build.number, path, signal));
  // Lines before the last one are progress.
  const last = text?.trimEnd().split('\n').at(-1) ?? '';
  try {
    const { run_id: runId, verdict } = resultSchema.parse(JSON.parse(last));
    return { runId: runId ?? null, verdict: verdict ?? null };
  } catch {
    // A build that was aborted in mid-write: the result of the build says enough.
    return null;
  }
}

/** Null where it is longer than such a file is. */
async function shortText(source: AsyncIterable<Buffer>): Promise<string | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > LONGEST_RESULT) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
