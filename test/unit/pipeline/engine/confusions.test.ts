import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import { type PipelineSpecInput, pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { confusionsOf, decidePairs } from '../../../../pipeline/engine/confusions.ts';
import { moveAlias, publishVersion } from '../../../../pipeline/store/rows/models.ts';
import { recordDecision, runById } from '../../../../pipeline/store/rows/runs.ts';
import { finishStage, startStage } from '../../../../pipeline/store/rows/stage-runs.ts';
import { MemoryArtifacts } from '../../stages/memory-artifacts.ts';
import { onEveryDatabase, unique } from '../store/databases.ts';
import { modelDraft } from '../store/rows/model-draft.ts';
import { storedRun } from '../store/rows/stored-run.ts';

const TEXT = 'a sentence of the test that nobody may see';
const LABELS = ['roads', 'parks', 'water'];

const specOf = (generate: PipelineSpecInput['generate']) => pipelineSpecSchema.parse({ generate });
const HARD = specOf({ method: 'hard_negatives' });

onEveryDatabase('pairs from the last evaluation', (database) => {
  let artifacts: MemoryArtifacts;
  let name: string;
  beforeEach(() => {
    artifacts = new MemoryArtifacts();
    name = unique('model');
  });
  afterEach(() => artifacts.close());

  /** A run whose evaluation took the first label for the others so often, `wrong[i]` times for label i + 1. */
  async function evaluated(wrong: readonly number[], task = 'classification'): Promise<string> {
    const run = await storedRun(database(), name);
    const matrix = LABELS.map((_, truth) =>
      LABELS.map((_, answer) => (truth === answer ? 9 : truth === 0 ? wrong[answer - 1]! : 0)),
    );
    const tuned = { confusion: { labels: LABELS, matrix } };
    const evaluation = await putJson(artifacts, { task, systems: { tuned }, wrong: [{ text: TEXT }] });
    const at = (await startStage(database(), run, 'evaluate', 'worker'))!;
    const result = { outputs: { evaluation, predictions: null }, summary: {} };
    await finishStage(database(), at, { result, cached: false, stageKey: 'k'.repeat(64), seconds: 1 });
    return run;
  }

  const decide = (spec = HARD) => decidePairs({ database: database(), artifacts }, name, spec);
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    const thrown = await work.then(() => null).catch((error: unknown) => error);
    assert.ok(thrown instanceof TouchstoneError, String(thrown));
    assert.equal(thrown.place?.field, 'generate.pairs');
    return thrown.code;
  };

  it('are asked for only where the spec leaves them to us', async () => {
    assert.equal(await decide(specOf({ method: 'rewrites' })), null);
    assert.equal(await decide(specOf({ method: 'hard_negatives', pairs: [['a', 'b']] })), null);
  });

  it('need an evaluation of a classification that mixed something up', async () => {
    assert.equal(await codeOf(decide()), 'GENERATE_NO_EVALUATION');
    await evaluated([3, 1], 'question_answering');
    assert.equal(await codeOf(decide()), 'GENERATE_NO_EVALUATION');
    await evaluated([0, 0]);
    assert.equal(await codeOf(decide()), 'GENERATE_NO_CONFUSIONS');
  });

  it('come from the newest evaluation of the name, and of nobody else', async () => {
    await evaluated([3, 1]);
    const newest = await evaluated([1, 4]);
    const mine = name;
    name = unique('model');
    await evaluated([9, 0]);
    name = mine;
    const decision = (await decide())!;
    assert.deepEqual(
      [decision.field, decision.value],
      [
        'generate.pairs',
        [
          ['roads', 'water'],
          ['roads', 'parks'],
        ],
      ],
    );
    assert.match(decision.reason.en, new RegExp(`newest.*${newest}.*roads / water \\(4\\)`));
    assert.match(decision.reason['zh-TW'], /最近一次.*roads \/ water（4 筆）/);
  });

  it('come from the version in production before all later evaluations', async () => {
    const runId = await evaluated([5, 0]);
    await publishVersion(database(), modelDraft(name, '1', { runId }), 'candidate');
    await evaluated([0, 5]);
    assert.deepEqual((await decide())!.value, [['roads', 'water']]);
    await moveAlias(database(), { name, alias: 'production', version: 1, by: 'alice', reason: null });
    const decision = (await decide())!;
    assert.deepEqual(decision.value, [['roads', 'parks']]);
    assert.match(decision.reason.en, /1, which is in production/);
  });

  it('become an input of the stage: labels alone, the same bytes for the same pairs, no text of the test', async () => {
    await evaluated([3, 1]);
    const inputOf = async (): Promise<{ digest: string }> => {
      const run = await storedRun(database(), name);
      await recordDecision(database(), run, (await decide())!);
      return (await confusionsOf({ ...(await runById(database(), run)), spec: HARD }, artifacts))!;
    };
    const blob = await inputOf();
    assert.deepEqual(await readJson(artifacts, { kind: 'blob', bytes: 0, ...blob }), [
      ['roads', 'parks'],
      ['roads', 'water'],
    ]);
    await evaluated([7, 2]);
    assert.equal((await inputOf()).digest, blob.digest);
    await evaluated([2, 7]);
    assert.notEqual((await inputOf()).digest, blob.digest);
    assert.ok(!JSON.stringify([await decide(), blob]).includes(TEXT));
    const run = await runById(database(), await storedRun(database(), name));
    assert.equal(await confusionsOf(run, artifacts), null);
  });
});
