import assert from 'node:assert/strict';
import { newId } from '../../../../../pipeline/config/ids.ts';
import type { AnyEvaluation } from '../../../../../pipeline/contracts/answer-evaluation.ts';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { NoticeTopic, TargetFacts } from '../../../../../pipeline/contracts/notices.ts';
import { gatherFacts } from '../../../../../pipeline/engine/notices/facts.ts';
import { noticeWriter } from '../../../../../pipeline/engine/notices/write-down.ts';
import { claimDelivery, dueDeliveries } from '../../../../../pipeline/store/rows/notice-deliveries.ts';
import { endRun, markRunning, recordOutcome } from '../../../../../pipeline/store/rows/runs.ts';
import { dropStage, finishStage, startStage } from '../../../../../pipeline/store/rows/stage-runs.ts';
import { evaluationOf } from '../../../../fixtures/report-evaluation.ts';
import { onEveryDatabase, unique } from '../../store/databases.ts';
import { storedRun } from '../../store/rows/stored-run.ts';

const EVALUATION: AnyEvaluation = {
  ...evaluationOf({
    support: { a: 10, b: 10 },
    base: [
      ['a', 'b', 10],
      ['b', 'b', 10],
    ],
    tuned: [
      ['a', 'a', 10],
      ['b', 'b', 10],
    ],
    production: [
      ['a', 'a', 10],
      ['b', 'b', 5],
      ['b', 'a', 5],
    ],
    texts: { a: ['x'], b: ['y'] },
    mcnemarP: 0.01,
    macroF1P: 0.01,
  }),
  production: { name: 'm', version: 2 },
};

onEveryDatabase('what a notice tells', (database) => {
  const artifacts = { readBytes: async () => Buffer.from(JSON.stringify(EVALUATION)) };
  const target = (name: string, topics: NoticeTopic[], names: string[] | null = null): TargetFacts => ({
    ...{ name, kind: 'webhook', host: 'h', language: 'en', inside: true },
    topics,
    names,
  });

  /** Whoever was told of a run's end, by target, with the facts that they get. */
  async function told(
    runId: string,
    status: 'succeeded' | 'failed' | 'cancelled',
    ...targets: TargetFacts[]
  ) {
    const write = noticeWriter({ targets });
    await database().transaction((sql) => write(sql, { type: 'run_ended', runId, status, verdict: null }));
    const names = targets.map(({ name }) => name);
    const due = (await dueDeliveries(database())).filter((one) => names.includes(one.target));
    const [first] = due;
    const claim = first && (await claimDelivery(database(), first, 60, 'svc'));
    const facts = claim ? await gatherFacts({ database: database(), artifacts }, claim) : null;
    return { targets: due.map((one) => one.target).sort(), facts };
  }

  async function judged(verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE', modelVersion?: number): Promise<string> {
    const run = await storedRun(database());
    await markRunning(database(), run);
    const at = (await startStage(database(), run, 'evaluate', 'w'))!;
    const evaluation = { kind: 'blob', digest: 'e'.repeat(64), bytes: 9 } as const;
    const result = { outputs: { evaluation }, summary: {} };
    await finishStage(database(), at, { result, cached: false, stageKey: 'k'.repeat(64), seconds: 1 });
    await recordOutcome(database(), run, { verdict, ...(modelVersion !== undefined && { modelVersion }) });
    await endRun(database(), run, { status: 'succeeded', error: null });
    return run;
  }

  it('goes to those who asked for it, by topic and model', async () => {
    const run = await judged('PASS', 3);
    const [all, waits, fails, other] = ['a', 'w', 'f', 'o'].map((one) => unique(one)) as [
      string,
      string,
      string,
      string,
    ];
    const { targets } = await told(
      run,
      'succeeded',
      target(all, ['judged', 'failed']),
      target(waits, ['waiting']),
      target(fails, ['failed', 'cancelled', 'refused']),
      target(other, ['judged'], ['another-model']),
    );
    assert.deepEqual(targets, [all, waits].sort());
  });

  it('is the figure against production where there is one', async () => {
    const run = await judged('PASS', 3);
    const { facts } = await told(run, 'succeeded', target(unique('t'), ['judged']));
    assert.ok(facts?.type === 'run.judged' && facts.figure);
    assert.deepEqual(
      [facts.verdict, facts.version, facts.waits_for, facts.run],
      ['PASS', 3, 'promotion', run],
    );
    const { value, records, against, metric } = facts.figure;
    // a: 10 of 10 right and 5 wrongly called a: F1 0.8; b: 5 of 10: F1 2/3.
    const production = (0.8 + 2 / 3) / 2;
    assert.deepEqual(
      [value, records, metric, against.system, against.version],
      [1, 20, 'macro_f1', 'production', 2],
    );
    assert.ok(Math.abs(against.value - production) < 1e-12);
    assert.ok(Math.abs(against.difference - (1 - production)) < 1e-12);
  });

  it('says that a person is waited for where evidence is wanting, and for nobody after a FAIL', async () => {
    const waits = unique('w');
    const undecided = await told(await judged('INCONCLUSIVE'), 'succeeded', target(waits, ['waiting']));
    assert.ok(undecided.facts?.type === 'run.judged' && undecided.facts.waits_for === 'evidence');
    const stopped = await told(await judged('FAIL'), 'succeeded', target(unique('w'), ['waiting']));
    assert.deepEqual(stopped, { targets: [], facts: null });
  });

  it('names the stage and the error of a failed run, and tells of a cancelled one where asked', async () => {
    const run = await storedRun(database());
    const at = (await startStage(database(), run, 'ingest', 'w'))!;
    const error = new TouchstoneError('INPUT_EMPTY_FILE').toJSON();
    await dropStage(database(), at, { status: 'failed', error, seconds: 1 });
    await endRun(database(), run, { status: 'failed', error });
    const { facts } = await told(run, 'failed', target(unique('t'), ['failed']));
    assert.ok(facts?.type === 'run.failed');
    assert.deepEqual(
      [facts.stage, facts.error.code, facts.dataset.version],
      ['ingest', 'INPUT_EMPTY_FILE', 1],
    );
    const other = await storedRun(database());
    await endRun(database(), other, { status: 'cancelled', error: null });
    const cancelled = await told(other, 'cancelled', target(unique('t'), ['cancelled']));
    assert.equal(cancelled.facts?.type, 'run.cancelled');
    assert.match(newId('ntc'), /^ntc_[0-9a-z]{26}$/);
  });
});
