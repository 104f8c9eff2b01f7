import assert from 'node:assert/strict';
import { addVersion } from '../../../../../pipeline/store/rows/datasets.ts';
import {
  addDecision,
  decisionsInForce,
  listDecisions,
  withdrawDecision,
} from '../../../../../pipeline/store/rows/decisions.ts';
import { onEveryDatabase, unique } from '../databases.ts';

const ALL = { after: null, limit: 200 };
const CONTENT = 'c'.repeat(32);

onEveryDatabase('rows of decisions', (database) => {
  let dataset: string;
  beforeEach(async () => {
    dataset = unique('letters');
    const upload = { dataset, digest: 'e'.repeat(64), bytes: 1, filename: 'x', by: null };
    await addVersion(database(), upload);
  });
  const draft = (more: object) => ({
    dataset,
    ...{ content: null, rule: null, record: null, label: null, by: '林', reason: '看過' },
    action: 'keep' as const,
    ...more,
  });

  it('let the last decision about a record or a rule stand, and keep the one before on record', async () => {
    await addDecision(database(), draft({ rule: 'pii' }));
    await addDecision(database(), draft({ content: CONTENT }));
    await addDecision(database(), draft({ content: CONTENT, action: 'relabel', label: '民政局', by: '王' }));
    assert.deepEqual(await decisionsInForce(database(), dataset), [
      { content: null, rule: 'pii', action: 'keep', label: null, by: '林', reason: '看過' },
      { content: CONTENT, rule: null, action: 'relabel', label: '民政局', by: '王', reason: '看過' },
    ]);
    assert.equal((await listDecisions(database(), dataset, false, ALL)).items.length, 2);
    const [, replaced] = (await listDecisions(database(), dataset, true, ALL)).items;
    assert.deepEqual([replaced!.action, replaced!.withdrawn?.by], ['keep', '王']);
  });

  it('keep one of many that are made at the same moment', async () => {
    const people = Array.from({ length: 8 }, (_, n) => `人${n}`);
    await Promise.all(people.map((by) => addDecision(database(), draft({ content: CONTENT, by }))));
    assert.equal((await decisionsInForce(database(), dataset)).length, 1);
    assert.equal((await listDecisions(database(), dataset, true, ALL)).items.length, 8);
  });

  it('are withdrawn once, by somebody, for a reason', async () => {
    const { id } = await addDecision(database(), draft({ rule: 'secret' }));
    const request = { dataset, id, by: '陳', reason: '不再需要' };
    const { withdrawn } = await withdrawDecision(database(), request);
    assert.deepEqual([withdrawn!.by, withdrawn!.reason], ['陳', '不再需要']);
    assert.deepEqual(await decisionsInForce(database(), dataset), []);
    await assert.rejects(withdrawDecision(database(), request), { code: 'DECISION_WITHDRAWN' });
    const other = { ...request, dataset: unique('other') };
    await assert.rejects(withdrawDecision(database(), other), { code: 'DECISION_NOT_FOUND' });
  });
});
