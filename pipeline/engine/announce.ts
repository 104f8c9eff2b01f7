import type { TouchstoneError } from '../contracts/errors/error.ts';
import { runById } from '../store/rows/runs.ts';
import type { Attempt } from '../store/rows/stage-runs.ts';
import type { EngineParts } from './engine-parts.ts';

type Voice = Pick<EngineParts, 'database' | 'events'>;

/** Tells the run's followers about one stage. */
export async function announceStage(
  parts: Voice,
  attempt: Attempt,
  status: 'running' | 'done' | 'failed' | 'cancelled',
  end: { cached?: boolean; seconds: number | null; error?: TouchstoneError },
): Promise<void> {
  await parts.events.append(attempt.runId, {
    type: 'stage',
    stage: attempt.stage,
    status,
    cached: end.cached ?? false,
    seconds: end.seconds,
    attempt: attempt.attempt,
    error: end.error?.toJSON() ?? null,
  });
}

/** Tells the run's followers about the run itself. */
export async function announceRun(
  parts: Voice,
  runId: string,
  status: 'running' | 'succeeded' | 'failed',
  error?: TouchstoneError,
): Promise<void> {
  const { verdict } = await runById(parts.database, runId);
  await parts.events.append(runId, { type: 'run', status, verdict, error: error?.toJSON() ?? null });
}
