import type { Caller } from '../../contracts/api/access.ts';
import { startedRunSchema } from '../../contracts/api/run.ts';
import type { StartedRun } from '../../contracts/service.ts';
import type { SaidCause } from '../../contracts/triggers.ts';
import { attribution } from '../access/attribution.ts';
import { created, json, type Reply } from '../answers/reply.ts';
import type { AnswerDescription } from './route.ts';

/** How a request for a run is answered. */
export const startedRunAnswers: readonly [AnswerDescription, AnswerDescription] = [
  { status: 201, description: 'The run, queued', schema: startedRunSchema },
  { status: 200, description: 'The run that does this very work already', schema: startedRunSchema },
];

/** 201 for a run that began with this request, 200 for one that was there. */
export function startedRun(run: StartedRun): Reply {
  return run.reused ? json(run) : created(run, `/v1/runs/${run.id}`);
}

/** Who pulled a trigger: the name that is given, beside the key that was used. */
export function attributed(said: SaidCause | undefined, caller: Caller): SaidCause {
  const { by = null, ...cause } = said ?? { kind: 'api' as const };
  return { ...cause, by: by === null ? caller.id : attribution(by, caller) };
}
