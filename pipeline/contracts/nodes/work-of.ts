import type { StageName } from '../names.ts';

/** Whose model work it is. */
export interface WorkOf {
  readonly runId: string;
  readonly stage: StageName;
  readonly stageKey: string;
  /** Registry name: what shares of the nodes are reckoned by. */
  readonly project: string;
  /** Higher goes first; 0 is ordinary. */
  readonly priority: number;
}
