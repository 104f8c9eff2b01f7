import assert from 'node:assert/strict';
import { suiteOfRun, suiteService } from '../../../../pipeline/engine/suites.ts';
import { insertRun, runById } from '../../../../pipeline/store/rows/runs.ts';
import { finishStage, startStage } from '../../../../pipeline/store/rows/stage-runs.ts';
import { onEveryDatabase, unique } from '../store/databases.ts';
import { storedRun } from '../store/rows/stored-run.ts';

const SIGNED = { by: 'alice', reason: 'one yardstick for the year' };

onEveryDatabase('a test set frozen for a name', (database) => {
  /** A run that has been split. */
  async function splitRun(name: string): Promise<string> {
    const run = await storedRun(database(), name);
    const at = (await startStage(database(), run, 'split', 'worker'))!;
    const test = { kind: 'blob', digest: 'e'.repeat(64), bytes: 9 } as const;
    const result = { outputs: { test }, summary: { test: 25 } };
    await finishStage(database(), at, { result, cached: false, stageKey: 'k'.repeat(64), seconds: 1 });
    return run;
  }

  it('is that of a run of the name, once it is there', async () => {
    const name = unique('model');
    const suites = suiteService(database());
    const unsplit = await storedRun(database(), name);
    await assert.rejects(suites.freeze({ name, run: unsplit, ...SIGNED }), { code: 'SUITE_NOT_READY' });
    const other = await splitRun(unique('model'));
    await assert.rejects(suites.freeze({ name, run: other, ...SIGNED }), { code: 'SUITE_OTHER_NAME' });
    await assert.rejects(suites.freeze({ name, run: 'run_none', ...SIGNED }), { code: 'RUN_NOT_FOUND' });
    const suite = await suites.freeze({ name, run: await splitRun(name), ...SIGNED });
    assert.deepEqual([suite.version, suite.records, suite.testDigest], [1, 25, 'e'.repeat(64)]);
  });

  it('is what a new run is judged by, unless it brings a test file', async () => {
    const name = unique('model');
    const suites = suiteService(database());
    assert.equal(await suiteOfRun(database(), { name, test: 'dsv_1' }), null);
    await suites.freeze({ name, run: await splitRun(name), ...SIGNED });
    assert.equal(await suiteOfRun(database(), { name }), 1);
    assert.equal(await suiteOfRun(database(), { name: unique('model') }), null);
    await assert.rejects(suiteOfRun(database(), { name, test: 'dsv_1' }), { code: 'SUITE_IN_FORCE' });
    await suites.unfreeze({ name, ...SIGNED });
    assert.equal(await suiteOfRun(database(), { name, test: 'dsv_1' }), null);
  });

  it('is kept with the run', async () => {
    const { dataset_id, spec, trigger } = await runById(database(), await storedRun(database()));
    const id = `run_${unique('x').replaceAll(/[^a-z0-9]/g, '')}`;
    await insertRun(database(), { id, name: 'm', dataset_id, test_id: null, suite: 3, spec, trigger });
    assert.equal((await runById(database(), id)).suite, 3);
  });
});
