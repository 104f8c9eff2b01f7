import { newId } from '../../config/ids.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { DeliveryFault, TargetView } from '../../contracts/notices.ts';
import type { Service } from '../../contracts/service.ts';
import { dueDeliveries } from '../../store/rows/notice-deliveries.ts';
import { targetStates } from '../../store/rows/notice-targets.ts';
import { insertNotice, listNotices, noticeById, replayNotice } from '../../store/rows/notices.ts';
import { windowOf } from '../../store/rows/page.ts';
import { claimNow, deliverOnce } from './deliver.ts';
import type { NoticeParts } from './notice-parts.ts';

const INTERRUPTED: DeliveryFault = { code: 'interrupted', detail: '' };

/** What people can see and do about notices. */
export function noticeService(parts: NoticeParts): Service['notices'] {
  const { database, post } = parts;
  return {
    list: (page) => listNotices(database.reading, { status: page.status }, windowOf(page)),
    show: (id) => noticeById(database.reading, id),
    targets: () => targetViews(parts),
    replay: async ({ id, target = null }) => {
      await noticeById(database, id);
      if ((await replayNotice(database, id, target)) === 0)
        throw new TouchstoneError('NOTICE_NOT_TO_TARGET', { params: { id, target: target ?? '' } });
      await offerDue(parts);
      return noticeById(database, id);
    },
    test: async ({ target, by }) => {
      if (!post.targets.some(({ name }) => name === target))
        throw new TouchstoneError('NOTICE_TARGET_UNKNOWN', { params: { target } });
      const id = newId('ntc');
      const facts = { type: 'notice.test', name: target, by } as const;
      const draft = { id, type: 'notice.test', name: target, runId: null, triggerId: null, facts } as const;
      const claim = await database.transaction(async (sql) => {
        await insertNotice(sql, { ...draft, targets: [target] });
        // A target that is switched off is tried all the same: what arrives switches it on again.
        await replayNotice(sql, id, target);
        return claimNow(sql, parts, { notice: id, target, round: 2 });
      });
      const fault = claim === null ? INTERRUPTED : await deliverOnce(parts, claim);
      if (fault === null) return noticeById(database, id);
      const detail = [fault.code, fault.detail].filter((word) => word !== '').join(': ');
      throw new TouchstoneError('NOTICE_UNDELIVERED', { params: { target, detail } });
    },
  };
}

/** Puts everything whose time has come into the queue; what is in it already stays as it is. */
export async function offerDue({ database, queue }: Pick<NoticeParts, 'database' | 'queue'>): Promise<void> {
  const due = await dueDeliveries(database);
  if (due.length > 0) await queue.offerDeliveries(due);
}

async function targetViews({ database, post }: NoticeParts): Promise<readonly TargetView[]> {
  const states = await targetStates(database.reading);
  return post.targets.map((facts) => {
    const state = states.get(facts.name);
    return {
      ...facts,
      failingSince: state?.failing_since?.toISOString() ?? null,
      offSince: state?.off_since?.toISOString() ?? null,
      fault: state?.fault ?? null,
    };
  });
}
