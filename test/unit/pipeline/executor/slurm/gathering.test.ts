import assert from 'node:assert/strict';
import type { StageProgress } from '../../../../../pipeline/contracts/stage.ts';
import type { WaitingFor } from '../../../../../pipeline/executor/cluster/jobs.ts';
import { Gathering } from '../../../../../pipeline/executor/slurm/gathering.ts';

const SAID: StageProgress = { percent: 0, message: { en: 'it waits', 'zh-TW': '等候中' } };

describe('submissions of the same moment', () => {
  const waiter = () => {
    const told: StageProgress[] = [];
    const stop = new AbortController();
    return { told, stop, signal: stop.signal, onProgress: (one: StageProgress) => void told.push(one) };
  };

  it('go together, and each gets its own id and word', async () => {
    const asked: string[][] = [];
    const gathering = new Gathering<string>(async (items, { onProgress }) => {
      asked.push([...items]);
      onProgress(SAID);
      return items.map((item) => `id of ${item}`);
    });
    const [a, b, c] = [waiter(), waiter(), waiter()];
    const ids = await Promise.all([gathering.add('a', a), gathering.add('b', b)]);
    assert.deepEqual([ids, asked], [['id of a', 'id of b'], [['a', 'b']]]);
    assert.deepEqual([a.told, b.told], [[SAID], [SAID]]);
    assert.equal(await gathering.add('c', c), 'id of c');
    assert.deepEqual(asked[1], ['c']);
  });

  it('fail together; one that leaves takes nobody along, and the last one ends the submission', async () => {
    const begun: WaitingFor[] = [];
    const gathering = new Gathering<string>(
      (_items, waiting) =>
        new Promise((_resolve, reject) => {
          begun.push(waiting);
          waiting.signal.addEventListener('abort', () => reject(waiting.signal.reason));
        }),
    );
    const [a, b, early] = [waiter(), waiter(), waiter()];
    const adds = [gathering.add('a', a), gathering.add('b', b), gathering.add('early', early)];
    const ended = Promise.allSettled(adds);
    early.stop.abort(new Error('before'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    a.stop.abort(new Error('cancelled'));
    await assert.rejects(adds[0]!, /cancelled/);
    assert.equal(begun[0]!.signal.aborted, false);
    b.stop.abort(new Error('too'));
    const reasons = (await ended).map((one) => (one.status === 'rejected' ? String(one.reason) : one.value));
    assert.deepEqual(reasons, ['Error: cancelled', 'Error: too', 'Error: before']);
    assert.equal(begun[0]!.signal.aborted, true);
    const refused = new Gathering<string>(async () => {
      throw new Error('refused');
    });
    await assert.rejects(Promise.all([refused.add('a', waiter()), refused.add('b', waiter())]), /refused/);
  });
});
