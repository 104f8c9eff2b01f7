import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import {
  ACTION,
  BINDING,
  ciText,
  GITLAB,
  LISTENER,
  PIPELINE,
  TASK,
  TEMPLATE,
  taskOfPipeline,
} from '../../../fixtures/ci-files.ts';
import type { TektonTaskSpec } from '../../../fixtures/schemas/tekton.ts';

const SCRIPT = ciText('retrain.sh');

function faults(schema: string, document: unknown): unknown {
  const url = new URL(`../../../fixtures/schemas/${schema}.json`, import.meta.url);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(url, 'utf8')));
  return validate(document) ? null : validate.errors;
}
const names = (list: readonly { readonly name: string }[] = []) => list.map(({ name }) => name);

/** What stands between `$(` and `)` in the fields of a task that Tekton fills in. */
function references(spec: TektonTaskSpec): string[] {
  const fields = JSON.stringify(spec.steps.map(({ script: _, ...rest }) => rest));
  return Array.from(fields.matchAll(/\$\(([^)]+)\)/g), (match) => match[1]!);
}

describe('files for other CI systems', () => {
  it('are valid by the schemas of GitHub and GitLab', () => {
    assert.equal(faults('github-action', ACTION), null);
    assert.equal(faults('gitlab-ci', GITLAB), null);
    const job = { extends: '.touchstone-retrain', variables: { TOUCHSTONE_DATASET: 'd.csv' } };
    assert.equal(faults('gitlab-ci', { ...GITLAB, retrain: job }), null);
    assert.notEqual(faults('gitlab-ci', { ...GITLAB, retrain: { script: { no: 1 } } }), null);
    assert.notEqual(faults('github-action', { ...ACTION, runs: { using: 'composite' } }), null);
  });

  it('hold one and the same script', () => {
    const scripts = [
      TASK.spec.steps[0]!.script,
      GITLAB['.touchstone-retrain']!.script![0]!,
      ACTION.runs.steps[0]!.run,
    ];
    for (const script of scripts) assert.ok(script.includes(SCRIPT), script);
  });

  it('hold scripts that every shell can read', () => {
    const tekton = [TASK.spec, ...['fetch', 'gate', 'promote'].map(taskOfPipeline)].flatMap(
      ({ steps }) => steps,
    );
    const gitlab = Object.values(GITLAB).flatMap((job) => [
      ...(job.script ?? []),
      ...(job.after_script ?? []),
    ]);
    const scripts = [
      ...tekton.map(({ script }) => script),
      ...gitlab,
      ...ACTION.runs.steps.map(({ run }) => run),
    ];
    assert.ok(scripts.length > 8);
    for (const shell of ['sh', 'bash']) {
      for (const script of scripts) {
        const { status, stderr } = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
        assert.equal(status, 0, `${stderr}\n${script}`);
      }
    }
  });

  it('put nothing that came from outside into the text of a script', () => {
    const tekton = [TASK.spec, ...['fetch', 'gate', 'promote'].map(taskOfPipeline)].flatMap(
      ({ steps }) => steps,
    );
    for (const { script } of tekton)
      assert.doesNotMatch(script, /\$\((params|results|workspaces|tasks|context)\./);
    for (const { run } of ACTION.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
  });

  it('refer in Tekton only to what is declared', () => {
    for (const spec of [TASK.spec, ...['fetch', 'gate', 'promote'].map(taskOfPipeline)]) {
      const declared = [
        ...names(spec.params).map((name) => `params.${name}`),
        ...names(spec.workspaces).map((name) => `workspaces.${name}.path`),
        ...names(spec.results).map((name) => `results.${name}.path`),
      ];
      assert.deepEqual(
        references(spec).filter((one) => !declared.includes(one)),
        [],
      );
    }
    const results = PIPELINE.spec.tasks.flatMap((task) =>
      names(taskOfPipeline(task.name).results).map((name) => `tasks.${task.name}.results.${name}`),
    );
    const known = [
      ...names(PIPELINE.spec.params).map((name) => `params.${name}`),
      ...results,
      'context.pipelineRun.name',
    ];
    const { tasks, results: own } = PIPELINE.spec;
    const outer = JSON.stringify([own, tasks.map(({ taskSpec: _, ...rest }) => rest)]);
    const used = Array.from(outer.matchAll(/\$\(([^)]+)\)/g), (match) => match[1]!);
    assert.deepEqual(
      used.filter((one) => !known.includes(one)),
      [],
    );
  });

  it('give every task in Tekton what it must have, and nothing that it does not know', () => {
    for (const task of PIPELINE.spec.tasks) {
      const spec = taskOfPipeline(task.name);
      const given = names(task.params);
      const needed = (spec.params ?? []).filter((one) => one.default === undefined);
      assert.deepEqual(
        names(needed).filter((one) => !given.includes(one)),
        [],
        task.name,
      );
      assert.deepEqual(
        given.filter((one) => !names(spec.params).includes(one)),
        [],
        task.name,
      );
      assert.deepEqual(names(spec.workspaces), names(task.workspaces), task.name);
    }
    const [run] = TEMPLATE.spec.resourcetemplates;
    const must = PIPELINE.spec.params.filter((one) => one.default === undefined);
    assert.deepEqual(
      names(must).filter((one) => !names(run!.spec.params).includes(one)),
      [],
    );
    const template = names(TEMPLATE.spec.params).map((one) => `$(tt.params.${one})`);
    assert.deepEqual(
      run!.spec.params.map(({ value }) => value).filter((one) => !template.includes(one)),
      [],
    );
    const open = TEMPLATE.spec.params.filter((one) => one.default === undefined);
    assert.deepEqual(names(open), names(BINDING.spec.params));
    const [push] = LISTENER.spec.triggers;
    assert.deepEqual(
      [push?.bindings[0]?.ref, push?.template.ref],
      [BINDING.metadata.name, TEMPLATE.metadata.name],
    );
    assert.equal(run?.spec.pipelineRef.name, PIPELINE.metadata.name);
  });

  it('declare every input and output of the action that it uses', () => {
    const uses = Array.from(
      ciText('github/action.yml').matchAll(/\$\{\{ *inputs\.([\w-]+) *\}\}/g),
      (m) => m[1]!,
    );
    assert.deepEqual(
      [...new Set(uses)].filter((one) => !(one in ACTION.inputs)),
      [],
    );
    assert.deepEqual(
      Object.keys(ACTION.inputs).filter((one) => !uses.includes(one)),
      [],
    );
  });
});
