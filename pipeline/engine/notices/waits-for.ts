import type { WaitsFor } from '../../contracts/notices.ts';
import type { Queryable } from '../../store/database/database.ts';
import { aliasTarget } from '../../store/rows/models.ts';
import type { RunRow } from '../../store/rows/runs.ts';

/** What a run that has been judged leaves to a person; null: nothing. */
export async function waitsFor(
  sql: Queryable,
  { name, verdict, model_version: version }: RunRow,
): Promise<WaitsFor | null> {
  if (version === null) return verdict === 'INCONCLUSIVE' ? 'evidence' : null;
  const production = await aliasTarget(sql, name, 'production');
  // A newer one in production: nobody needs to decide about this one.
  return production !== null && production >= version ? null : 'promotion';
}
