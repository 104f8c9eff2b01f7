import assert from 'node:assert/strict';
import type { ArtifactRef } from '../../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../../pipeline/contracts/base.ts';
import { putJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { causeOf } from '../../../../pipeline/contracts/triggers.ts';
import { report } from '../../../../stages/report/stage.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';

const BASE: BaseModel = {
  ...passedModel().base,
  directory: '/nowhere',
  chatFormat: {
    id: 'x',
    bos: '',
    turns: { system: null, user: { prefix: '', suffix: '' }, assistant: { prefix: '', suffix: '' } },
  },
  contextLength: 2048,
};
const LABELS = passedModel().evaluation.labels;
const certain = (label: string) => ({
  label,
  probabilities: LABELS.map((each) => (each === label ? 0.75 : 0)),
});
const PREDICTIONS = [
  { id: 'r1', truth: LABELS[0], systems: { base: certain(LABELS[1]!), tuned: certain(LABELS[0]!) } },
  { id: '=1+1', truth: LABELS[1], systems: { base: certain(LABELS[1]!), tuned: certain(LABELS[0]!) } },
];
const NOW = new Date('2026-11-22T06:05:09.120Z');

const STARTED_BY = causeOf({
  ...{ kind: 'git', by: 'alice', reason: '每月更新', link: 'https://git.example/data/commit/1' },
  commit: { repository: 'https://git.example/data', branch: 'main', id: '3f2a91c04d'.repeat(4) },
});

describe('stage report', () => {
  const look = { test_digest: passedModel().evaluation.test_digest, number: 3 };
  const { stages, rates } = passedModel().resources!;
  const usage = { stages, rates };
  const model: ReportModel = { ...passedModel(), look, started_by: STARTED_BY };
  let context: FakeContext;
  beforeEach(async () => {
    const { name, decisions, code_version: codeVersion } = model;
    context = await fakeContext({ now: NOW, run: { name, decisions, codeVersion } });
  });
  afterEach(() => context.close());

  async function run(test: ArtifactRef | null = null, previous: ReportModel | null = null) {
    const { artifacts } = context;
    const inputs = {
      dataset: await artifacts.putBytes('the upload'),
      test,
      intake: await putJson(artifacts, model.intake),
      generate: await putJson(artifacts, model.generate),
      refine: await putJson(artifacts, model.refine),
      findings: await artifacts.putBytes(
        model.refine.findings.map((finding) => `${JSON.stringify(finding)}\n`).join(''),
      ),
      split: await putJson(artifacts, model.split),
      training: await putJson(artifacts, model.training),
      evaluation: await putJson(artifacts, model.evaluation),
      details: await putJson(artifacts, model.details),
      predictions: await artifacts.putBytes(PREDICTIONS.map((line) => `${JSON.stringify(line)}\n`).join('')),
      verdict: await putJson(artifacts, model.gate),
      look: await putJson(artifacts, look),
      usage: await putJson(artifacts, usage),
      trigger: await putJson(artifacts, model.started_by),
      previous: previous && (await putJson(artifacts, previous)),
    };
    const { outputs, summary } = await runStage(
      report,
      context,
      { artifacts: inputs, base: BASE },
      { base: BASE.id },
    );
    assert.equal(outputs.report?.kind, 'tree');
    const entries = await artifacts.listTree(outputs.report);
    const read = async (path: string) => {
      const entry = entries.find((each) => each.path === path);
      return (await artifacts.readBytes(entry!.digest)).toString();
    };
    return { inputs, summary, entries, read, tree: outputs.report };
  }

  it('writes every file of the report into one tree', async () => {
    const { entries, summary, tree } = await run();
    assert.deepEqual(
      entries.map(({ path }) => path),
      [
        'en.html',
        'findings.csv',
        'findings.en.csv',
        'index.html',
        'junit.xml',
        'predictions.csv',
        'report.css',
        'report.json',
        'report.schema.json',
        'spec.json',
        'summary.md',
      ],
    );
    assert.deepEqual(summary, { files: 11, bytes: tree.bytes });
  });

  it('gathers the model from its inputs and the facts of the run', async () => {
    const { inputs, read } = await run();
    const { $schema: _, ...written } = JSON.parse(await read('report.json')) as ReportModel & {
      $schema: string;
    };
    assert.deepEqual(written, {
      ...JSON.parse(JSON.stringify(model)),
      made_at: NOW.toISOString(),
      dataset: { digest: inputs.dataset.digest },
      spec: pipelineSpecSchema.parse({ base: BASE.id }),
    });
  });

  it('says what started the run, why, and from which commit', async () => {
    const { read } = await run();
    const page = await read('index.html');
    assert.match(
      page,
      /啟動來源<\/dt><dd>Git 提交（alice）：https:\/\/git\.example\/data 分支 main 的 3f2a91c04d<br\/>每月更新/,
    );
    assert.match(await read('summary.md'), /^Started by: a commit by alice \\\(3f2a91c04d on main of/m);
  });

  it('says what became of the advice of the report before', async () => {
    const { read } = await run(null, { ...model, split: { ...model.split, train: model.split.train - 100 } });
    const { previous } = JSON.parse(await read('report.json')) as ReportModel;
    assert.deepEqual(previous!.train, { before: model.split.train - 100, after: model.split.train });
    assert.ok(previous!.advice.length > 0 && previous!.advice.every(({ state }) => state === 'same'));
    assert.match(await read('index.html'), /上次的建議後來如何/);
    assert.match(await read('en.html'), /What became of the last advice/);
  });

  it('names the test file where the user gave one', async () => {
    const own = await context.artifacts.putBytes('the own test');
    const { read } = await run(own);
    assert.deepEqual((JSON.parse(await read('report.json')) as ReportModel).test, { digest: own.digest });
    assert.match(await read('index.html'), /--test/);
  });

  it('lists every record that cleaning touched, in both languages', async () => {
    const { read } = await run();
    const rows = (await read('findings.en.csv')).trimEnd().split('\r\n');
    assert.equal(rows.length, 1 + model.refine.findings.length);
    assert.match(rows[1]!, /^"line:41","No content","left out"/);
    assert.match(await read('findings.csv'), /"沒有內容","不使用"/);
    assert.match(await read('index.html'), /href="findings\.csv"/);
    assert.match(await read('en.html'), /href="findings\.en\.csv"/);
  });

  it('lists every answer for a spreadsheet, no cell of it a formula', async () => {
    const { read } = await run();
    const [a, b] = LABELS;
    assert.deepEqual((await read('predictions.csv')).split('\r\n'), [
      '\ufeff"id","truth","base","base_right","base_probability","tuned","tuned_right","tuned_probability"',
      `"r1","${a}","${b}","0","0.75","${a}","1","0.75"`,
      `"'=1+1","${b}","${b}","1","0.75","${a}","0","0.75"`,
      '',
    ]);
    assert.match(await read('en.html'), /href="predictions\.csv"/);
  });

  it('gives the same tree for the same work', async () => {
    assert.equal((await run()).tree.digest, (await run()).tree.digest);
  });

  it('has in its key what it shows: the spec, the name, the uploads', () => {
    const spec = pipelineSpecSchema.parse({});
    assert.deepEqual(report.configOf(spec), spec);
    assert.equal(report.keyedByName, true);
    assert.deepEqual(report.inputs.dataset, { external: 'dataset' });
    assert.deepEqual(report.inputs.test, { external: 'test' });
  });
});
