import type { AnyEvaluation } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { TrainingReport } from '../../../pipeline/contracts/data-reports.ts';
import { METHODS, type Method } from '../../../pipeline/contracts/methods.ts';
import type { TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { ModelDraft } from '../../../pipeline/contracts/registry.ts';

/** What a model card is written from. */
export interface CardFacts {
  readonly draft: Pick<ModelDraft, 'name' | 'verdict' | 'override' | 'lineage'>;
  readonly base: BaseModel;
  readonly task: TaskDescription;
  readonly training: TrainingReport;
  readonly evaluation: AnyEvaluation;
}

/** How the version was trained. */
export function methodOf({ method = 'lora' }: TrainingReport): Method {
  return METHODS[method];
}
