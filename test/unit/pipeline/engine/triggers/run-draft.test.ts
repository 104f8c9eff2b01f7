import assert from 'node:assert/strict';
import { draftRun } from '../../../../../pipeline/engine/triggers/run-draft.ts';
import { addDecision, withdrawDecision } from '../../../../../pipeline/store/rows/decisions.ts';
import { runById } from '../../../../../pipeline/store/rows/runs.ts';
import { onEveryDatabase } from '../../store/databases.ts';
import { storedRun } from '../../store/rows/stored-run.ts';

const SIGNED = { by: 'alice', reason: 'seen' };

onEveryDatabase('the key of the work that a run would do', (database) => {
  const unasked = () => assert.fail('not needed');
  const keyOf = async (asked: { name: string; dataset: string; test?: string; spec?: unknown }) => {
    const parts = { database: database(), textEndpoint: null, bases: { list: unasked } };
    const request = { test: null, spec: {}, ...asked };
    return (await draftRun({ ...parts, artifacts: { readBytes: unasked } }, request)).substance;
  };
  const uploaded = async () => (await runById(database(), await storedRun(database()))).dataset_id;

  it('is the same however the settings are written, and whoever asks', async () => {
    const dataset = await uploaded();
    const key = await keyOf({ name: 'm', dataset, spec: { train: { epochs: 2 }, base: 'auto' } });
    assert.match(key, /^[0-9a-f]{64}$/);
    assert.equal(await keyOf({ name: 'm', dataset, spec: 'train: {epochs: 2}' }), key);
  });

  it('differs by name, data, test, settings and what people decided', async () => {
    const [dataset, other] = [await uploaded(), await uploaded()];
    const name = 'm';
    const { dataset: decidedAbout } = await versionOf(dataset);
    const before = await keyOf({ name, dataset });
    const keys = [
      before,
      await keyOf({ name: 'n', dataset }),
      await keyOf({ name, dataset, test: other }),
      await keyOf({ name, dataset, spec: { train: { epochs: 2 } } }),
    ];
    const decision = await addDecision(database(), {
      ...{ dataset: decidedAbout, content: 'a'.repeat(64), rule: null, record: null, action: 'drop' },
      ...{ label: null, ...SIGNED },
    });
    keys.push(await keyOf({ name, dataset }));
    assert.equal(new Set(keys).size, keys.length);
    await withdrawDecision(database(), { dataset: decidedAbout, id: decision.id, ...SIGNED });
    assert.equal(await keyOf({ name, dataset }), before);
  });

  it('is not made for what cannot run', async () => {
    await assert.rejects(keyOf({ name: 'm', dataset: 'dsv_none' }), { code: 'DATASET_NOT_FOUND' });
    const dataset = await uploaded();
    await assert.rejects(keyOf({ name: 'm', dataset, spec: { trian: {} } }), { code: 'SPEC_INVALID' });
  });

  async function versionOf(id: string) {
    const { versionById } = await import('../../../../../pipeline/store/rows/datasets.ts');
    return versionById(database(), id);
  }
});
