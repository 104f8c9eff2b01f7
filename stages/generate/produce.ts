import { Novelty } from '../../datasets/generation/filters/novelty.ts';
import type { GenerationTask } from '../../datasets/generation/kind.ts';
import type { GenerateReport } from '../../pipeline/contracts/generation.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { attempt, type Workshop } from './attempt.ts';
import { chance } from './chance.ts';
import { generatedRecord } from './generated-record.ts';
import { inOrder } from './in-order.ts';
import type { Material, Slot } from './material.ts';
import type { Tally } from './tally.ts';

export interface Production {
  readonly material: Material;
  readonly workshop: Workshop;
  readonly tally: Tally;
  readonly model: string;
  /** Tries under way at the same time. */
  readonly width: number;
  onProgress(made: number, wanted: number): void;
}

export interface Product {
  readonly records: readonly DatasetRecord[];
  readonly ended: GenerateReport['ended'];
}

interface Job {
  readonly slot: Slot;
  readonly task: GenerationTask;
  readonly seed: number;
}

/**
 * Fills the slots: every one gets a try, then every one that is still empty a second, and so on. The result follows from
 * the answers alone, not from the order in which they come.
 */
export async function produce(production: Production): Promise<Product> {
  const { material, workshop, tally, width } = production;
  const { config } = workshop;
  const made = new Map<number, DatasetRecord>();
  const before = new Novelty(config.filters.novelty);
  let spent: GenerateReport['ended'] | null = null;
  let empty = material.slots(config);
  for (let round = 0; round < config.tries && empty.length > 0 && spent === null; round++) {
    const jobs = await jobsOf(round, empty, production);
    if (jobs.length === 0) break;
    const work = async (job: Job) => ({ job, result: await attempt(job.task, job.seed, workshop) });
    for await (const { job, result } of inOrder(jobs, width, work)) {
      if (result.kind === 'unpaid') {
        spent = result.budget;
        continue;
      }
      if (result.kind === 'fell') {
        tally.fell(result.at);
        continue;
      }
      const { candidate, scores } = result;
      if (!before.isNew(candidate.question)) {
        tally.fell('unrepeated');
        continue;
      }
      before.add(candidate.question);
      tally.made(candidate.draft.label);
      const { method } = workshop.kind;
      const prompt = workshop.kind.question(job.task, workshop.scene).prompt.id;
      const provenance = { method, model: production.model, prompt, seed: job.seed, scores };
      made.set(job.slot.number, generatedRecord(candidate, job.task, provenance));
      production.onProgress(made.size, config.count);
    }
    empty = empty.filter(({ number }) => !made.has(number));
  }
  const records = [...made].sort(([one], [other]) => one - other).map(([, record]) => record);
  return { records, ended: made.size === config.count ? 'all_made' : (spent ?? 'no_more_tries') };
}

async function jobsOf(
  round: number,
  slots: readonly Slot[],
  { material, workshop }: Production,
): Promise<Job[]> {
  const picked = slots.flatMap((slot) => {
    const pick = slot.pick(round);
    return pick === null ? [] : [{ slot, pick }];
  });
  const tasks = await material.fetch(picked.map(({ pick }) => pick));
  const { seed } = workshop.config;
  return picked.map(({ slot }, at) => ({ slot, task: tasks[at]!, seed: chance(seed, slot.number, round) }));
}
