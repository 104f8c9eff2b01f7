import assert from 'node:assert/strict';
import { jsonFileOf } from '../../../../reports/files/json-file.ts';
import { schemaFile } from '../../../../reports/files/schema-file.ts';
import { reportSchema } from '../../../../reports/schema/report-schema.ts';
import { manyClassesModel, modelWithProduction, passedModel } from '../../../fixtures/report-model.ts';

describe('report.json', () => {
  for (const model of [passedModel(), modelWithProduction(), manyClassesModel(20)]) {
    it(`holds the whole model (${model.evaluation.labels.length} classes) and fits its schema`, () => {
      const { $schema, ...written } = JSON.parse(jsonFileOf(model)) as Record<string, unknown>;
      assert.equal($schema, 'report.schema.json');
      assert.deepEqual(written, JSON.parse(JSON.stringify(model)));
      assert.deepEqual(reportSchema.parse(written), written);
    });
  }

  it('has a schema that names every field of a report', () => {
    const schema = JSON.parse(schemaFile(reportSchema)) as {
      properties: object;
      required: readonly string[];
    };
    assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(passedModel()).sort());
    // Older reports lack these.
    const later = new Set(['generate', 'look', 'previous', 'details', 'resources', 'started_by']);
    const always = Object.keys(passedModel()).filter((field) => !later.has(field));
    assert.deepEqual([...schema.required].sort(), always.sort());
  });

  it('is refused where a figure is missing or of another kind', () => {
    const model = passedModel();
    const { accuracy: _, ...tuned } = model.evaluation.systems.tuned;
    const broken = {
      ...model,
      evaluation: { ...model.evaluation, systems: { ...model.evaluation.systems, tuned } },
    };
    assert.equal(reportSchema.safeParse(broken).success, false);
    assert.equal(
      reportSchema.safeParse({ ...model, gate: { ...model.gate, verdict: 'MAYBE' } }).success,
      false,
    );
  });
});
