import assert from 'node:assert/strict';
import { newId } from '../../../../../pipeline/config/ids.ts';
import type {
  NoticePost,
  Parcel,
  SendOutcome,
  TargetFacts,
} from '../../../../../pipeline/contracts/notices.ts';
import { performDelivery } from '../../../../../pipeline/engine/notices/deliver.ts';
import { noticeService } from '../../../../../pipeline/engine/notices/service.ts';
import type { NoticeJob } from '../../../../../pipeline/queue/catalog.ts';
import { insertNotice, noticeById } from '../../../../../pipeline/store/rows/notices.ts';
import { onEveryDatabase, unique } from '../../store/databases.ts';

const failed = (retry: 'later' | 'never' | 'off', waitSeconds: number | null = null): SendOutcome => ({
  kind: 'failed',
  fault: { code: 'status', detail: '500' },
  retry,
  waitSeconds,
});

onEveryDatabase('carrying a notice', (database) => {
  /** A post office of one target, which answers as told; `waits` are the seconds between tries. */
  function office(outcomes: SendOutcome[], waits: readonly number[] = [10, 20]) {
    const target = unique('t');
    const sent: Parcel[] = [];
    const offered: NoticeJob[] = [];
    const facts: TargetFacts = {
      ...{ name: target, kind: 'webhook', host: 'h', language: 'en', topics: ['judged'], names: null },
      inside: true,
    };
    const shutdown = new AbortController();
    const post: NoticePost = {
      targets: [facts],
      waitAfter: (failures) => waits[failures - 1] ?? null,
      offAfterSeconds: 1e6,
      send: async (_name, parcel) => {
        sent.push(parcel);
        const outcome = outcomes.shift();
        if (outcome === undefined) throw new Error('asked too often');
        return outcome;
      },
    };
    const parts = {
      database: database(),
      artifacts: { readBytes: () => Promise.reject(new Error('nothing is read')) },
      post,
      queue: { offerDeliveries: async (jobs: readonly NoticeJob[]) => void offered.push(...jobs) },
      owner: 'svc',
      shutdown: shutdown.signal,
    };
    return { target, parts, sent, offered, shutdown };
  }
  async function written(target: string): Promise<NoticeJob> {
    const id = newId('ntc');
    const facts = { type: 'notice.test', name: 'm', by: 'x' } as const;
    const draft = { id, type: 'notice.test', name: 'm', runId: null, triggerId: null, facts } as const;
    await insertNotice(database(), { ...draft, targets: [target] });
    return { notice: id, target, round: 1 };
  }
  const stands = async ({ notice }: NoticeJob) => (await noticeById(database(), notice)).deliveries[0]!;

  it('ends when it has arrived; another message about it does nothing', async () => {
    const { parts, target, sent } = office([{ kind: 'delivered' }]);
    const job = await written(target);
    assert.deepEqual(await performDelivery(parts, job), { kind: 'done' });
    assert.deepEqual(await performDelivery(parts, job), { kind: 'done' });
    assert.deepEqual([sent.length, (await stands(job)).status], [1, 'delivered']);
    assert.equal(sent[0]?.id, job.notice);
  });

  it('is tried again after the waits of the settings, or as long as the target asks, and then given up', async () => {
    const { parts, target } = office([failed('later'), failed('later', 33), failed('later')], [-5, 0, 0]);
    const job = await written(target);
    const first = await performDelivery(parts, job);
    assert.deepEqual(first, { kind: 'later', waitSeconds: 0 });
    assert.deepEqual(await performDelivery(parts, job), { kind: 'later', waitSeconds: 33 });
    assert.equal((await stands(job)).status, 'pending');
    const last = office([failed('later')], []);
    const hopeless = await written(last.target);
    assert.deepEqual(await performDelivery(last.parts, hopeless), { kind: 'done' });
    const { status, fault } = await stands(hopeless);
    assert.deepEqual([status, fault], ['failed', { code: 'status', detail: '500' }]);
  });

  it('is not tried again where no try can help, and switches a target off that wants no more', async () => {
    const refused = office([failed('never')]);
    const job = await written(refused.target);
    assert.deepEqual(await performDelivery(refused.parts, job), { kind: 'done' });
    assert.equal((await stands(job)).status, 'failed');
    const gone = office([failed('off')]);
    await performDelivery(gone.parts, await written(gone.target));
    const [view] = await noticeService(gone.parts).targets();
    assert.ok(view?.offSince);
    assert.equal((await stands(await written(gone.target))).status, 'dropped');
  });

  it('is given back uncounted when the service stops, and goes on at the next start', async () => {
    const { parts, target, shutdown } = office([]);
    const job = await written(target);
    const stopping = {
      ...parts,
      post: {
        ...parts.post,
        send: async () => {
          shutdown.abort(new Error('stop'));
          throw new Error('broken off');
        },
      },
    };
    assert.deepEqual(await performDelivery(stopping, job), { kind: 'later', waitSeconds: 0 });
    const next = office([{ kind: 'delivered' }]);
    await performDelivery(next.parts, job);
    assert.equal((await stands(job)).status, 'delivered');
  });

  it('fails visibly for a message that is none, and touches nothing', async () => {
    const { parts, sent } = office([]);
    for (const payload of [null, { notice: 'ntc_1' }, { notice: "'; DROP", target: 't', round: 1 }])
      assert.deepEqual(await performDelivery(parts, payload), { kind: 'failed', reason: 'QUEUE_PAYLOAD' });
    assert.deepEqual(sent, []);
  });

  it('is replayed with the same id and facts, and offered to the queue at once', async () => {
    const { parts, target, sent, offered } = office([failed('never'), { kind: 'delivered' }]);
    const job = await written(target);
    await performDelivery(parts, job);
    const notices = noticeService(parts);
    await notices.replay({ id: job.notice, target });
    const again = offered.find(({ notice }) => notice === job.notice)!;
    assert.equal(again.round, 2);
    await performDelivery(parts, again);
    assert.deepEqual(sent[0], sent[1]);
    assert.equal((await stands(job)).status, 'delivered');
    await assert.rejects(notices.replay({ id: job.notice, target: 'nobody' }), {
      code: 'NOTICE_NOT_TO_TARGET',
    });
  });

  it('is tested once, says why it did not arrive, and switches its target on again when it did', async () => {
    const { parts, target } = office([failed('off'), failed('later'), { kind: 'delivered' }]);
    const notices = noticeService(parts);
    await assert.rejects(notices.test({ target, by: 'lin' }), { code: 'NOTICE_UNDELIVERED' });
    assert.ok((await notices.targets())[0]?.offSince);
    await assert.rejects(notices.test({ target, by: 'lin' }), /status: 500/);
    const arrived = await notices.test({ target, by: 'lin' });
    assert.deepEqual([arrived.type, arrived.deliveries[0]?.status], ['notice.test', 'delivered']);
    assert.equal((await notices.targets())[0]?.offSince, null);
    await assert.rejects(notices.test({ target: 'nobody', by: 'lin' }), { code: 'NOTICE_TARGET_UNKNOWN' });
  });
});
