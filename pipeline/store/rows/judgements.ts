import type { Verdict } from '../../contracts/names.ts';
import type { ModelDraft } from '../../contracts/registry.ts';
import type { Judgement } from '../../contracts/registry-guard.ts';
import type { Queryable } from '../database/database.ts';

/**
 * What was found last about an adapter on its base under a name, by any of the name's runs whose gate spoke, published or
 * not, and answered from memory or not. A version whose run is not among them counts by its own verdict.
 */
export async function newestJudgement(
  sql: Queryable,
  { name, adapter, base }: Pick<ModelDraft, 'name' | 'adapter' | 'base'>,
): Promise<Judgement | null> {
  const [row] = await sql.query<{ verdict: Verdict; run: string; at: Date }>(
    `SELECT verdict, run, at FROM (
       SELECT g.summary->>'verdict' AS verdict, r.id AS run, g.finished_at AS at, 0 AS version
         FROM touchstone.runs r
         JOIN touchstone.stage_runs g ON g.run_id = r.id AND g.stage = 'gate' AND g.status = 'done'
         JOIN touchstone.stage_runs t ON t.run_id = r.id AND t.stage = 'train' AND t.status = 'done'
        WHERE r.name = $1 AND t.outputs->'adapter'->>'digest' = $2
          -- Trainings from before the base's weights were noted: an adapter names its base, so it was this one.
          AND coalesce(t.summary->>'base_digest', $3) = $3
       UNION ALL
       SELECT m.draft->>'verdict', m.draft->>'runId', m.created_at, m.version
         FROM touchstone.model_versions m
        WHERE m.name = $1 AND m.adapter = $2 AND m.base_digest = $3
          AND NOT EXISTS (SELECT 1 FROM touchstone.stage_runs s
                           WHERE s.run_id = m.draft->>'runId' AND s.stage = 'gate' AND s.status = 'done')
     ) j ORDER BY at DESC, version DESC LIMIT 1`,
    [name, adapter.digest, base.digest],
  );
  return row ? { ...row, at: row.at.toISOString() } : null;
}
