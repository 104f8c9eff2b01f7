import type { StoredError, TouchstoneError } from '../contracts/errors/error.ts';
import type { RunEventBody } from '../contracts/events.ts';
import type { RunStatus, StageStatus, Verdict } from '../contracts/names.ts';
import type { Attempt } from '../store/rows/stage-runs.ts';

/** What followers hear about one attempt at a stage. */
export function stageEvent(
  { stage, attempt }: Attempt,
  status: StageStatus,
  end: { cached?: boolean; seconds: number | null; error?: TouchstoneError },
): RunEventBody<StoredError> {
  const { cached = false, seconds, error } = end;
  return { type: 'stage', stage, status, cached, seconds, attempt, error: error?.toJSON() ?? null };
}

/** What followers hear about the run itself. */
export function runEvent(
  status: RunStatus,
  verdict: Verdict | null = null,
  error: TouchstoneError | null = null,
): RunEventBody<StoredError> {
  return { type: 'run', status, verdict, error: error?.toJSON() ?? null };
}
