import assert from 'node:assert/strict';
import type { GateResult } from '../../../../pipeline/contracts/gate.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { gate } from '../../../../stages/gate/stage.ts';
import { combine } from '../../../../stages/gate/verdict.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { DATA, evaluationWith, type Figures } from './evaluation.ts';

describe('stage gate', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  async function verdictOn(figures: Figures, spec: PipelineSpecInput = {}, leakage = DATA.leakage) {
    const evaluation = await putJson(context.artifacts, evaluationWith(figures));
    const refine = await putJson(context.artifacts, { score: { overall: DATA.score } });
    const split = await putJson(context.artifacts, { leakage_check: leakage });
    const artifacts = { evaluation, refine, split };
    const { outputs, summary } = await runStage(gate, context, { artifacts }, spec);
    assert.equal(outputs.verdict?.kind, 'blob');
    const result = await readJson<GateResult>(context.artifacts, outputs.verdict);
    assert.equal(summary.verdict, result.verdict);
    return { result, summary };
  }

  it('passes a good model by the default policy, a switched-off rule left out', async () => {
    const { result, summary } = await verdictOn({});
    assert.equal(result.verdict, 'PASS');
    assert.deepEqual(summary.rules, {
      better_than_base: 'PASS',
      not_worse_than_production: 'PASS',
      no_contamination: 'PASS',
      minimum_test_records: 'PASS',
    });
  });

  it('is inconclusive on too few records, whatever the figures say', async () => {
    assert.equal((await verdictOn({ n: 12 })).result.verdict, 'INCONCLUSIVE');
  });

  it('fails by one failed rule among undecided ones', async () => {
    const { result } = await verdictOn({ n: 12 }, { gate: { minimum_macro_f1: 0.9 } });
    assert.equal(result.verdict, 'FAIL');
    assert.deepEqual(
      result.rules.map(({ rule, verdict }) => `${rule} ${verdict}`),
      [
        'better_than_base PASS',
        'not_worse_than_production PASS',
        'minimum_macro_f1 FAIL',
        'no_contamination PASS',
        'minimum_test_records INCONCLUSIVE',
      ],
    );
  });

  it('fails by a record that is in training and in the test, however good the figures', async () => {
    const comparisons = [{ kind: 'near', compared: 200, found: 1, records: ['line:7'] }] as const;
    const { result } = await verdictOn({}, {}, { passed: false, comparisons });
    assert.equal(result.verdict, 'FAIL');
    const { result: allowed } = await verdictOn(
      {},
      { gate: { no_contamination: false } },
      { passed: false, comparisons },
    );
    assert.equal(allowed.verdict, 'PASS');
  });

  it('fails by a dataset below the score that the policy asks for', async () => {
    assert.equal((await verdictOn({}, { gate: { minimum_data_score: 95 } })).result.verdict, 'FAIL');
  });

  it('takes its limits from the spec', async () => {
    const close: Figures = { tuned: 0.5, base: 0.4, p: 0.03, interval: [0.01, 0.19] };
    assert.equal((await verdictOn(close)).result.verdict, 'PASS');
    const strict = await verdictOn(close, { gate: { better_than_base: { p: 0.01 } } });
    assert.equal(strict.result.verdict, 'INCONCLUSIVE');
  });

  it('combines verdicts: FAIL before INCONCLUSIVE before PASS', () => {
    assert.equal(combine(['PASS', 'INCONCLUSIVE', 'FAIL']), 'FAIL');
    assert.equal(combine(['PASS', 'INCONCLUSIVE']), 'INCONCLUSIVE');
    assert.equal(combine(['PASS']), 'PASS');
  });
});
