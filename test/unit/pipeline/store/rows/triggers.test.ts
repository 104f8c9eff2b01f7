import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { TriggerKind } from '../../../../../pipeline/contracts/names.ts';
import { causeOf } from '../../../../../pipeline/contracts/triggers.ts';
import { runById } from '../../../../../pipeline/store/rows/runs.ts';
import {
  countTriggers,
  forgetTriggers,
  freeKey,
  insertPending,
  listTriggers,
  newTriggerId,
  pendingTriggers,
  type Settlement,
  settleTrigger,
  type TriggerDraft,
  triggerByKey,
  triggersOfRuns,
} from '../../../../../pipeline/store/rows/triggers.ts';
import { onEveryDatabase, unique } from '../databases.ts';
import { storedRun } from './stored-run.ts';

const draftOf = (name: string, kind: TriggerKind = 'git', key: string | null = null): TriggerDraft => ({
  ...{ id: newTriggerId(), name, key },
  cause: causeOf({ kind, by: '林' }),
});

const END: Settlement = {
  ...{ outcome: 'unchanged', dataset_id: null, test_id: null, spec_digest: null, run_id: null, error: null },
};

onEveryDatabase('rows of triggers', (database) => {
  it('are written down once for each key, and settled with what became of them', async () => {
    const name = unique('model');
    const key = unique('key');
    const draft = draftOf(name, 'upload', key);
    assert.equal(await insertPending(database(), draft, { of: 'pipeline' }), true);
    assert.equal(await insertPending(database(), draftOf(name, 'upload', key), {}), false);
    assert.deepEqual((await triggerByKey(database(), key))?.asked, { of: 'pipeline' });
    const run = await storedRun(database(), name);
    const { dataset_id } = await runById(database(), run);
    const end = { ...END, outcome: 'started', dataset_id, run_id: run } as const;
    const settled = await settleTrigger(database(), draft, end);
    assert.deepEqual([settled.outcome, settled.asked, settled.key], ['started', null, key]);
    const { items } = await listTriggers(database(), { name }, { after: null, limit: 5 });
    assert.deepEqual(
      items.map((one) => [one.kind, one.by, one.outcome, one.run, one.data?.id]),
      [['upload', '林', 'started', run, dataset_id]],
    );
    await freeKey(database(), key);
    assert.equal(await triggerByKey(database(), key), null);
  });

  it('are pending for whoever finds them left alone', async () => {
    const draft = draftOf(unique('model'));
    await insertPending(database(), draft, {});
    const found = async (seconds: number) =>
      (await pendingTriggers(database(), seconds)).some(({ id }) => id === draft.id);
    assert.equal(await found(60), false);
    await database().query(`UPDATE touchstone.triggers SET at = at - interval '2 minutes' WHERE id = $1`, [
      draft.id,
    ]);
    assert.equal(await found(60), true);
    await settleTrigger(database(), draft, END);
    assert.equal(await found(60), false);
  });

  it('are listed newest first, by outcome and run, page by page', async () => {
    const name = unique('model');
    const error = new TouchstoneError('PIPELINE_PAUSED', { params: { name, by: 'a', reason: 'b' } }).toJSON();
    for (let at = 0; at < 3; at++)
      await settleTrigger(database(), draftOf(name), { ...END, outcome: 'refused', error });
    await settleTrigger(database(), draftOf(name), END);
    const first = await listTriggers(database(), { name, outcome: 'refused' }, { after: null, limit: 2 });
    assert.deepEqual([first.items.length, first.next === null], [2, false]);
    assert.equal(first.items[0]!.error?.code, 'PIPELINE_PAUSED');
    const after = first.items.at(-1)!.id;
    const second = await listTriggers(database(), { name, outcome: 'refused' }, { after, limit: 2 });
    assert.deepEqual([second.items.length, second.next], [1, null]);
    assert.ok(second.items[0]!.id < after);
  });

  it('of a run are the one that started it and the latest twenty that joined', async () => {
    const name = unique('model');
    const run = await storedRun(database(), name);
    const starter = draftOf(name, 'schedule');
    await settleTrigger(database(), starter, { ...END, outcome: 'started', run_id: run });
    const joined = Array.from({ length: 22 }, () => draftOf(name, 'api')).sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    for (const one of joined)
      await settleTrigger(database(), one, { ...END, outcome: 'joined', run_id: run });
    const other = await storedRun(database(), name);
    const found = await triggersOfRuns(database(), [run, other]);
    assert.equal(found.get(run)?.started?.id, starter.id);
    assert.deepEqual(
      found.get(run)?.joined.map(({ id }) => id),
      joined.slice(2).map(({ id }) => id),
    );
    assert.equal(found.get(other), undefined);
  });

  it('that led to no run are forgotten after a time, the others are kept', async () => {
    const name = unique('model');
    const run = await storedRun(database(), name);
    const kept = draftOf(name);
    await settleTrigger(database(), kept, { ...END, outcome: 'started', run_id: run });
    await settleTrigger(database(), draftOf(name), END);
    await database().query(`UPDATE touchstone.triggers SET at = at - interval '10 days' WHERE name = $1`, [
      name,
    ]);
    await forgetTriggers(database(), 11);
    assert.equal((await listTriggers(database(), { name }, { after: null, limit: 9 })).items.length, 2);
    await forgetTriggers(database(), 9);
    const { items } = await listTriggers(database(), { name }, { after: null, limit: 9 });
    assert.deepEqual(
      items.map(({ id }) => id),
      [kept.id],
    );
    assert.ok(
      (await countTriggers(database())).some(({ outcome, count }) => outcome === 'started' && count > 0),
    );
  });
});
