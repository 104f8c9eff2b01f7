import assert from 'node:assert/strict';
import { newId } from '../../../../../pipeline/config/ids.ts';
import {
  claimDelivery,
  dueDeliveries,
  endDelivery,
  freeDeliveriesOf,
  keepFacts,
  markDelivered,
  putOffDelivery,
  releaseDelivery,
} from '../../../../../pipeline/store/rows/notice-deliveries.ts';
import { noteArrival, noteFailure, targetStates } from '../../../../../pipeline/store/rows/notice-targets.ts';
import {
  countDeliveries,
  forgetNotices,
  insertNotice,
  listNotices,
  noticeById,
  replayNotice,
} from '../../../../../pipeline/store/rows/notices.ts';
import { onEveryDatabase, unique } from '../databases.ts';
import { storedRun } from './stored-run.ts';

const LEASE = 100;
const FAULT = { code: 'status', detail: '500' } as const;

onEveryDatabase('notices', (database) => {
  /** A notice to targets of its own; gives the first delivery. */
  async function written(...targets: string[]) {
    const [target = unique('t')] = targets;
    const id = newId('ntc');
    const runId = await storedRun(database());
    const draft = { id, type: 'run.judged', name: 'm', runId, triggerId: null, facts: null } as const;
    await insertNotice(database(), { ...draft, targets: targets.length === 0 ? [target] : targets });
    return { notice: id, target, round: 1 };
  }
  const stateOf = async (id: string, target: string) =>
    (await noticeById(database(), id)).deliveries.find((one) => one.target === target);
  const dueOf = async (id: string) => (await dueDeliveries(database())).filter(({ notice }) => notice === id);

  it('are in one pair of hands at a time, and only the latest may write', async () => {
    const key = await written();
    assert.deepEqual(await dueOf(key.notice), [key]);
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimDelivery(database(), key, LEASE, 'svc')));
    const [claim, ...more] = claims.filter((one) => one !== null);
    assert.deepEqual(more, []);
    assert.ok(claim);
    assert.deepEqual(await dueOf(key.notice), []);
    await releaseDelivery(database(), claim);
    const second = (await claimDelivery(database(), key, LEASE, 'svc'))!;
    assert.equal(second.attempt, 2);
    await endDelivery(database(), claim, FAULT);
    assert.equal(await markDelivered(database(), claim), false);
    assert.equal(await markDelivered(database(), second), true);
    const { status, attempts, fault } = (await stateOf(key.notice, key.target))!;
    assert.deepEqual({ status, attempts, fault }, { status: 'delivered', attempts: 2, fault: null });
    assert.equal(await claimDelivery(database(), key, LEASE, 'svc'), null);
  });

  it('come back when their time has come, also after whoever had them died', async () => {
    const key = await written();
    const claim = (await claimDelivery(database(), key, 0, 'svc'))!;
    assert.deepEqual(await dueOf(key.notice), [key]);
    await putOffDelivery(database(), claim, FAULT, 500);
    assert.deepEqual(await dueOf(key.notice), []);
    assert.equal(await claimDelivery(database(), key, LEASE, 'svc'), null);
    const { status, fault, nextAt } = (await stateOf(key.notice, key.target))!;
    assert.deepEqual([status, fault], ['pending', FAULT]);
    assert.ok(nextAt !== null && Date.parse(nextAt) > Date.now());
  });

  it('are free at once when the service that had them begins anew', async () => {
    const key = await written();
    await claimDelivery(database(), key, LEASE, 'svc');
    await freeDeliveriesOf(database(), 'another');
    assert.deepEqual(await dueOf(key.notice), []);
    await freeDeliveriesOf(database(), 'svc');
    assert.deepEqual(await dueOf(key.notice), [key]);
  });

  it('are sent again in a new round, to one target or all', async () => {
    const [one, other] = [unique('t'), unique('t')];
    const key = await written(one, other);
    await endDelivery(database(), (await claimDelivery(database(), key, LEASE, 'svc'))!, FAULT);
    assert.equal(await replayNotice(database(), key.notice, one), 1);
    assert.equal(await claimDelivery(database(), key, LEASE, 'svc'), null);
    const claim = await claimDelivery(database(), { ...key, round: 2 }, LEASE, 'svc');
    assert.deepEqual([claim?.failures, claim?.attempt], [0, 2]);
    assert.equal(await replayNotice(database(), key.notice, 'nobody'), 0);
    assert.equal(await replayNotice(database(), key.notice, null), 2);
  });

  it('are forgotten with their deliveries once they are old, unless one is still to be made', async () => {
    const [told, waits, fresh] = [await written(), await written(), await written()];
    for (const { notice } of [told, waits])
      await database().query("UPDATE touchstone.notices SET at = now() - interval '91 days' WHERE id = $1", [
        notice,
      ]);
    for (const key of [told, fresh]) {
      const claim = (await claimDelivery(database(), key, LEASE, 'svc'))!;
      await markDelivered(database(), claim);
    }
    assert.ok((await forgetNotices(database(), 90)) >= 1);
    await assert.rejects(noticeById(database(), told.notice), { code: 'NOTICE_NOT_FOUND' });
    for (const { notice } of [waits, fresh]) assert.equal((await noticeById(database(), notice)).id, notice);
  });

  it('keep what they said first', async () => {
    const { notice } = await written();
    const facts = { type: 'notice.test', name: 'x', by: 'one' } as const;
    assert.deepEqual(await keepFacts(database(), notice, facts), facts);
    assert.deepEqual(await keepFacts(database(), notice, { ...facts, by: 'another' }), facts);
  });

  it('are listed with what became of them, by page and by state', async () => {
    const { notice, target } = await written();
    await endDelivery(
      database(),
      (await claimDelivery(database(), { notice, target, round: 1 }, LEASE, 'svc'))!,
      FAULT,
    );
    await written();
    const failed = await listNotices(database(), { status: 'failed' }, { after: null, limit: 1 });
    assert.deepEqual([failed.items[0]?.id, failed.items[0]?.deliveries[0]?.fault], [notice, FAULT]);
    const all = await listNotices(database(), {}, { after: null, limit: 1 });
    assert.ok(all.next !== null && all.items[0]!.id > notice);
    await assert.rejects(noticeById(database(), 'ntc_none'), { code: 'NOTICE_NOT_FOUND' });
  });

  it('are dropped once their target is off, and only put on record until something arrives there again', async () => {
    const target = unique('t');
    const under = await written(target);
    await noteFailure(database(), target, FAULT, 3600);
    assert.equal((await stateOf(under.notice, target))?.status, 'pending');
    const first = (await targetStates(database())).get(target)!;
    assert.ok(first.failing_since !== null && first.off_since === null);
    await noteFailure(database(), target, FAULT, 0);
    const off = (await targetStates(database())).get(target)!;
    assert.deepEqual(off.failing_since, first.failing_since);
    assert.ok(off.off_since !== null);
    const counted = (await countDeliveries(database())).filter((one) => one.target === target);
    assert.deepEqual(counted, [{ target, status: 'dropped', count: 1 }]);
    const { status, fault } = (await stateOf(under.notice, target))!;
    assert.deepEqual([status, fault?.code], ['dropped', 'target_off']);
    const later = await written(target);
    assert.equal((await stateOf(later.notice, target))?.status, 'dropped');
    await noteArrival(database(), target);
    const again = await written(target);
    assert.equal((await stateOf(again.notice, target))?.status, 'pending');
    const state = (await targetStates(database())).get(target)!;
    assert.deepEqual([state.failing_since, state.off_since, state.fault], [null, null, null]);
  });
});
