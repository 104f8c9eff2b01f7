import type { CutRecords } from '../../pipeline/contracts/evaluation.ts';
import type { Collected } from './predictions/collect.ts';
import type { AnsweringId, System } from './systems.ts';

/** How many test records were cut for each system, and at what length. */
export function cutRecords(
  systems: readonly System[],
  collected: ReadonlyMap<AnsweringId, Pick<Collected, 'truncated'>>,
): CutRecords {
  return systems.map(({ id, maxLength, base }) => ({
    system: id,
    records: collected.get(id)!.truncated,
    max_length: maxLength,
    context_length: base.contextLength,
  }));
}
