import { z } from 'zod';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { PageRequest } from '../../contracts/service.ts';
import type { Page } from '../../contracts/views.ts';

/** A page request with its defaults; `after` is the last row's sort key of the page before. */
export interface PageWindow {
  readonly after: string | null;
  readonly limit: number;
}

/** No sort key of ours holds a control character; the database refuses U+0000. */
const SORT_KEY = /^\P{Cc}+$/u;

const cursorSchema = z.string().regex(/^[A-Za-z0-9_-]{1,400}$/);

/** Errors: `CURSOR_INVALID`. */
export function windowOf(request: PageRequest): PageWindow {
  const limit = Math.min(Math.max(request.limit ?? 50, 1), 200);
  if (request.cursor === undefined) return { after: null, limit };
  const cursor = cursorSchema.safeParse(request.cursor);
  if (!cursor.success) throw invalidCursor();
  const after = Buffer.from(cursor.data, 'base64url').toString('utf8');
  if (!SORT_KEY.test(after)) throw invalidCursor();
  return { after, limit };
}

/** The cursor of a list that is sorted by version number. Errors: `CURSOR_INVALID`. */
export function versionAfter(window: PageWindow): number | null {
  if (window.after === null) return null;
  if (!/^[1-9][0-9]{0,8}$/.test(window.after)) throw invalidCursor();
  return Number(window.after);
}

function invalidCursor(): TouchstoneError {
  return new TouchstoneError('CURSOR_INVALID', { place: { field: 'cursor' } });
}

/** Cuts a page out of `limit + 1` rows; `keyOf` gives the sort key that the next page starts after. */
export function pageOf<R, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
  keyOf: (row: R) => string,
): Page<V> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    rows.length > limit && last !== undefined ? Buffer.from(keyOf(last), 'utf8').toString('base64url') : null;
  return { items: shown.map(view), next };
}
