import { newId } from '../../config/ids.ts';
import { isToldOf, type NoticePost, type NoticeTopic, type NoticeType } from '../../contracts/notices.ts';
import type { Queryable } from '../../store/database/database.ts';
import { insertNotice } from '../../store/rows/notices.ts';
import { type RunRow, runById } from '../../store/rows/runs.ts';
import type { Happening, Witness } from '../happenings.ts';
import { waitsFor } from './waits-for.ts';

/** What is to be told of a happening, before anybody is asked whether they want to hear it. */
interface Tidings {
  readonly type: NoticeType;
  readonly name: string;
  readonly runId: string | null;
  readonly triggerId: string | null;
  readonly topics: readonly NoticeTopic[];
}

/**
 * Writes a notice down in the very transaction that ends a run or refuses a trigger, with a delivery for each target that
 * wants to be told: whatever dies afterwards, it is sent.
 */
export function noticeWriter({ targets }: Pick<NoticePost, 'targets'>): Witness {
  return async (sql, happening) => {
    if (targets.length === 0) return;
    const tidings = await tidingsOf(sql, happening);
    if (tidings === null) return;
    const { topics, ...rest } = tidings;
    const told = targets.filter((target) => isToldOf(target, rest.name, topics)).map(({ name }) => name);
    if (told.length > 0) await insertNotice(sql, { id: newId('ntc'), ...rest, facts: null, targets: told });
  };
}

async function tidingsOf(sql: Queryable, happening: Happening): Promise<Tidings | null> {
  if (happening.type === 'trigger_settled') {
    const { outcome, name, triggerId } = happening;
    if (outcome !== 'refused') return null;
    return { type: 'trigger.refused', name, runId: null, triggerId, topics: ['refused'] };
  }
  const run = await runById(sql, happening.runId);
  return ofRun(sql, run);
}

async function ofRun(sql: Queryable, run: RunRow): Promise<Tidings | null> {
  const { id, name, status, verdict } = run;
  const of = { name, runId: id, triggerId: null };
  if (status === 'failed') return { type: 'run.failed', topics: ['failed'], ...of };
  if (status === 'cancelled') return { type: 'run.cancelled', topics: ['cancelled'], ...of };
  if (verdict === null) return null;
  const waits = (await waitsFor(sql, run)) !== null;
  return { type: 'run.judged', topics: waits ? ['judged', 'waiting'] : ['judged'], ...of };
}
