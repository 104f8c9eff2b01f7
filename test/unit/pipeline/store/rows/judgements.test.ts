import assert from 'node:assert/strict';
import type { StageName, Verdict } from '../../../../../pipeline/contracts/names.ts';
import type { StageResult } from '../../../../../pipeline/contracts/stage.ts';
import { newestJudgement } from '../../../../../pipeline/store/rows/judgements.ts';
import {
  aliasHistory,
  aliasTarget,
  moveAlias,
  publishVersion,
  rollBackAlias,
} from '../../../../../pipeline/store/rows/models.ts';
import { endRun } from '../../../../../pipeline/store/rows/runs.ts';
import { finishStage, startStage } from '../../../../../pipeline/store/rows/stage-runs.ts';
import { onEveryDatabase, unique } from '../databases.ts';
import { modelDraft } from './model-draft.ts';
import { storedRun } from './stored-run.ts';

onEveryDatabase('what was found last about an adapter', (database) => {
  let name: string;
  beforeEach(() => {
    name = unique('judged');
  });

  const done = async (runId: string, stage: StageName, result: StageResult) => {
    const attempt = (await startStage(database(), runId, stage, 'worker'))!;
    await finishStage(database(), attempt, { result, cached: false, stageKey: 'k', seconds: 1 });
  };
  /** A run of the name whose gate judged the adapter, and that published nothing. */
  const judged = async (
    verdict: Verdict,
    { letter = '1', base = 'b', of = name }: { letter?: string; base?: string | null; of?: string } = {},
  ): Promise<string> => {
    const id = await storedRun(database(), of);
    const adapter = { kind: 'tree', digest: letter.repeat(64), bytes: 1 } as const;
    const summary = base === null ? {} : { base_digest: base.repeat(64) };
    await done(id, 'train', { outputs: { adapter }, summary });
    await done(id, 'gate', { outputs: {}, summary: { verdict } });
    return id;
  };
  /** As a run that passed does. */
  const published = async (letter = '1') => {
    const runId = await judged('PASS', { letter });
    return publishVersion(database(), modelDraft(name, letter, { runId }), 'candidate');
  };
  const promote = (version: number, reason: string | null = null) =>
    moveAlias(database(), { name, alias: 'production', version, by: 'alice', reason });
  const production = () => aliasTarget(database(), name, 'production');

  it('is asked when a version is promoted: a run that failed since blocks it, although it published nothing', async () => {
    const { version, adapter, base } = await published();
    const failed = await judged('FAIL');
    const newest = await newestJudgement(database(), { name, adapter, base });
    assert.deepEqual([newest?.verdict, newest?.run], ['FAIL', failed]);
    await assert.rejects(promote(version), (error: Error & { params?: unknown }) => {
      assert.equal((error as { code?: string }).code, 'MODEL_FAILED_SINCE');
      assert.deepEqual(error.params, {
        name,
        version,
        verdict: 'FAIL',
        run: failed,
        at: newest!.at,
        length: 10,
      });
      return true;
    });
    await assert.rejects(promote(version, 'too short'), { code: 'MODEL_FAILED_SINCE' });
    assert.equal(await production(), null);
    await moveAlias(database(), { name, alias: 'candidate', version, by: 'alice', reason: null });
  });

  it('is overridden by name and with a reason, which stay with the time', async () => {
    const { version } = await published();
    await judged('FAIL');
    const reason = 'the old letters need it until Friday';
    await promote(version, reason);
    const [last] = await aliasHistory(database(), name);
    assert.deepEqual([last!.to, last!.by, last!.reason], [version, 'alice', reason]);
    assert.ok(Date.parse(last!.at) > 0);
  });

  it('blocks where too little data left it open, and no longer once it passed again', async () => {
    const { version } = await published();
    await judged('INCONCLUSIVE');
    await assert.rejects(promote(version), { code: 'MODEL_FAILED_SINCE' });
    await judged('PASS');
    assert.deepEqual((await promote(version)).aliases, ['candidate', 'production']);
  });

  it('counts although the run came to no report, or was cancelled after its gate', async () => {
    const { version } = await published();
    const run = await judged('FAIL');
    await endRun(database(), run, { status: 'cancelled', error: null });
    await assert.rejects(promote(version), { code: 'MODEL_FAILED_SINCE' });
  });

  it('is of the same adapter on the same base, under the same name', async () => {
    const { version } = await published();
    await judged('FAIL', { letter: '2' });
    await judged('FAIL', { base: 'c' });
    await judged('FAIL', { of: unique('another') });
    await promote(version);
    await judged('FAIL', { base: null });
    await assert.rejects(promote(version), { code: 'MODEL_FAILED_SINCE' });
  });

  it('is asked on the way back too', async () => {
    const first = await published('1');
    const second = await published('2');
    await promote(first.version);
    await promote(second.version);
    await judged('FAIL', { letter: '1' });
    const back = { name, alias: 'production', by: 'bob' } as const;
    await assert.rejects(rollBackAlias(database(), { ...back, reason: null }), {
      code: 'MODEL_FAILED_SINCE',
    });
    assert.equal(await production(), second.version);
    await rollBackAlias(database(), { ...back, reason: 'version 2 answers nothing' });
    assert.equal(await production(), first.version);
  });

  it('is when the gate spoke, not when its run published', async () => {
    const runId = await judged('PASS');
    await judged('FAIL');
    const straight = publishVersion(database(), modelDraft(name, '1', { runId }), 'production');
    await assert.rejects(straight, { code: 'MODEL_FAILED_SINCE' });
    const late = await publishVersion(database(), modelDraft(name, '1', { runId }), 'candidate');
    await assert.rejects(promote(late.version), { code: 'MODEL_FAILED_SINCE' });
  });
});
