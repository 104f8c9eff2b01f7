import { mkdir, rm } from 'node:fs/promises';
import type { ArtifactStore } from '../contracts/artifact.ts';
import type { Part, PartRequest, PartSeat } from '../contracts/part.ts';
import type { StageResult } from '../contracts/stage.ts';

/** Where a part is made. */
export interface PartPlace {
  readonly artifacts: ArtifactStore;
  readonly seat: PartSeat;
  /** Removed afterwards, whatever became of the part. */
  readonly workDir: string;
  readonly signal: AbortSignal;
}

/** Makes one part in a thread: its inputs laid out as files, what it made stored. Errors: those of the part and of the store. */
export async function makePart(
  part: Part,
  { inputs, config }: PartRequest,
  { artifacts, seat, workDir, signal }: PartPlace,
): Promise<StageResult> {
  const files = await eachOf(inputs, (blob) => artifacts.localFile(blob));
  await rm(workDir, { recursive: true, force: true });
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  try {
    const made = await seat.run({ part: part.name, files, config, workDir }, signal);
    return { outputs: await eachOf(made.files, (path) => artifacts.putFile(path)), summary: made.summary };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function eachOf<A, B>(
  named: Readonly<Record<string, A | null>>,
  of: (value: A) => Promise<B>,
): Promise<Record<string, B | null>> {
  const made: Record<string, B | null> = {};
  for (const [name, value] of Object.entries(named)) made[name] = value === null ? null : await of(value);
  return made;
}
