import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { PageRequest } from '../../../../pipeline/contracts/service.ts';
import type { Page } from '../../../../pipeline/contracts/views.ts';

/** Cuts a page out of a list that lies in memory; the cursor is the place of the next item. */
export function cutPage<T>(items: readonly T[], { cursor, limit = 50 }: PageRequest): Page<T> {
  const start = cursor === undefined ? 0 : Number(/^at-(\d{1,9})$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new TouchstoneError('CURSOR_INVALID', { place: { field: 'cursor' } });
  const end = start + limit;
  return { items: items.slice(start, end), next: end < items.length ? `at-${end}` : null };
}
