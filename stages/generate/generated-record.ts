import { createHash } from 'node:crypto';
import type { Candidate, GenerationTask } from '../../datasets/generation/kind.ts';
import { GENERATED_BY, GENERATED_ID } from '../../datasets/generation/provenance.ts';
import { GENERATED, SOURCE_RECORD } from '../../datasets/split/columns.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { Scores } from './attempt.ts';

/** How a record came to be. */
export interface Provenance {
  readonly method: string;
  readonly model: string;
  /** Id of the prompt, its version included. */
  readonly prompt: string;
  readonly seed: number;
  readonly scores: Scores;
}

/** The record of a candidate that passed: `source` and `meta` say that, from what and how it was made. */
export function generatedRecord(
  candidate: Candidate,
  task: GenerationTask,
  provenance: Provenance,
): DatasetRecord {
  const { draft, facts } = candidate;
  const passages = task.passages.map(({ id, document, section, start, end }) => ({
    id,
    document,
    section,
    start,
    end,
  }));
  const meta = {
    ...(task.records.length > 0 ? { [SOURCE_RECORD]: task.records.map(({ id }) => id) } : {}),
    ...(passages.length > 0 ? { source_passage: passages } : {}),
    [GENERATED_BY]: { ...provenance, ...facts },
  };
  const identity = JSON.stringify([draft, meta]);
  const id = `${GENERATED_ID}${createHash('sha256').update(identity).digest('hex').slice(0, 20)}`;
  return { id, ...draft, split: null, source: GENERATED, meta: JSON.stringify(meta) };
}
