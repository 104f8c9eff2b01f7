import type { ShownAnswers } from '../../reading/answer-systems.ts';

/** What rules look at that go by the answers alone: a run's report has it, and so has a file of written answers. */
export interface JudgedAnswers {
  readonly evaluation: ShownAnswers;
}
