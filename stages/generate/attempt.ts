import { isWrittenIn } from '../../datasets/generation/filters/language.ts';
import type { Novelty } from '../../datasets/generation/filters/novelty.ts';
import { hasSubstance } from '../../datasets/generation/filters/substance.ts';
import type {
  Candidate,
  GenerationKind,
  GenerationScene,
  GenerationTask,
} from '../../datasets/generation/kind.ts';
import type { GenerationFilter } from '../../pipeline/contracts/generation.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Asker } from './asker.ts';
import { BudgetSpent } from './budget.ts';
import type { Judge } from './judge.ts';

/** What a try is made with. */
export interface Workshop {
  readonly kind: GenerationKind;
  readonly scene: GenerationScene;
  readonly config: PipelineSpec['generate'];
  readonly asker: Asker;
  readonly judge: Judge;
  /** Knows all records that were uploaded. */
  readonly uploaded: Novelty;
}

export interface Scores {
  readonly round_trip?: boolean;
  readonly judge?: number;
}

/** How a try ended: as a record; at a filter; or, unfinished, at the budget. */
export type Attempt =
  | { readonly kind: 'passed'; readonly candidate: Candidate; readonly scores: Scores }
  | { readonly kind: 'fell'; readonly at: GenerationFilter }
  | { readonly kind: 'unpaid'; readonly budget: BudgetSpent['budget'] };

/** Asks for one record and takes it through the filters; the cheap ones come before those that ask again. */
export async function attempt(task: GenerationTask, seed: number, workshop: Workshop): Promise<Attempt> {
  try {
    return await made(task, seed, workshop);
  } catch (error) {
    if (error instanceof BudgetSpent) return { kind: 'unpaid', budget: error.budget };
    throw error;
  }
}

async function made(task: GenerationTask, seed: number, workshop: Workshop): Promise<Attempt> {
  const { kind, scene, config, asker, uploaded } = workshop;
  const { filters, temperature } = config;
  const asked = await asker.ask(kind.question(task, scene), { seed, temperature });
  if (asked.kind === 'lost') return { kind: 'fell', at: asked.at };
  const candidate = kind.candidate(asked.value, task, scene);
  if (candidate === null || !hasSubstance(candidate.written)) return { kind: 'fell', at: 'schema' };
  if (filters.language && !isWrittenIn(scene.language, candidate.written))
    return { kind: 'fell', at: 'language' };
  // A placeholder that stands for nobody is no text for anybody, whatever the filters are.
  if (asked.stray || (filters.faithfulness && !candidate.faithful))
    return { kind: 'fell', at: 'faithfulness' };
  if (!uploaded.isNew(candidate.question)) return { kind: 'fell', at: 'novelty' };
  const { again } = candidate;
  if (filters.round_trip && again !== null) {
    const second = await asker.ask(again.question, { seed: seed ^ 1, temperature: 0 });
    if (second.kind === 'lost' || !again.agrees(second.value)) return { kind: 'fell', at: 'round_trip' };
  }
  const judge = filters.judge === 0 ? null : await workshop.judge.score(candidate, seed);
  if (judge !== null && judge < filters.judge) return { kind: 'fell', at: 'judge' };
  const scores = {
    ...(filters.round_trip && again !== null ? { round_trip: true } : {}),
    ...(judge === null ? {} : { judge }),
  };
  return { kind: 'passed', candidate, scores };
}
