/**
 * Where a job stands, for whoever waits for it. `waiting`: in the queue, for the first time or again. `ending`: its
 * processes are going. `ended`: with a final state.
 */
export type Phase = 'waiting' | 'running' | 'suspended' | 'ending' | 'ended';

/** Final states of Slurm (squeue(1), JOB STATE CODES), and what we call all others. */
export const FINAL_STATES = [
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'TIMEOUT',
  'NODE_FAIL',
  'PREEMPTED',
  'BOOT_FAIL',
  'DEADLINE',
  'OUT_OF_MEMORY',
  'REVOKED',
] as const;
export type FinalState = (typeof FINAL_STATES)[number];

const WAITING = ['PENDING', 'REQUEUED', 'REQUEUE_HOLD', 'REQUEUE_FED', 'SPECIAL_EXIT', 'RESV_DEL_HOLD'];
const ENDING = ['COMPLETING', 'STAGE_OUT'];
const SUSPENDED = ['SUSPENDED', 'STOPPED'];

export interface JobState {
  readonly phase: Phase;
  /** The final state where it is known, also while the job is ending; else null. */
  readonly final: FinalState | null;
}

/**
 * What a job's state and flags mean together. Old versions tell one word, new ones a list; a job that ended and is queued again
 * has words of both kinds, and then it waits.
 */
export function stateOf(words: readonly string[]): JobState {
  const upper = words.map((word) => word.toUpperCase());
  const has = (known: readonly string[]) => upper.some((word) => known.includes(word));
  const final = FINAL_STATES.find((state) => upper.includes(state)) ?? null;
  if (has(WAITING)) return { phase: 'waiting', final: null };
  if (has(ENDING)) return { phase: 'ending', final };
  if (final !== null) return { phase: 'ended', final };
  return { phase: has(SUSPENDED) ? 'suspended' : 'running', final: null };
}
