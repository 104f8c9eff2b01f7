import assert from 'node:assert/strict';
import type { FileReportModel } from '../../../../pipeline/contracts/file-report.ts';
import { renderEvaluation } from '../../../../reports/render.tsx';
import { fileReportSchema } from '../../../../reports/schema/file-report-schema.ts';
import { modelWithProduction } from '../../../fixtures/report-model.ts';

const model: FileReportModel = {
  format: 1,
  kind: 'file_evaluation',
  name: 'predictions.jsonl',
  made_at: '2026-11-22T06:05:09.120Z',
  figures: modelWithProduction().details!.figures,
  warnings: [{ 'zh-TW': '警告', en: 'warning' }],
  wrong: [{ id: 'r1', text: null, truth: 'a', answer: 'b', confidence: null, baseline: null }],
};

describe('report.json of a file of predictions', () => {
  const files = new Map(renderEvaluation(model).map(({ path, content }) => [path, String(content)]));

  it('holds the whole model and fits the schema beside it', () => {
    const { $schema, ...written } = JSON.parse(files.get('report.json')!) as Record<string, unknown>;
    assert.ok(files.has(String($schema)));
    assert.deepEqual(written, JSON.parse(JSON.stringify(model)));
    assert.deepEqual(fileReportSchema.parse(written), written);
  });

  it('has a schema that names every field of the figures', () => {
    const schema = JSON.parse(files.get('report.schema.json')!) as {
      properties: { figures: { properties: object; required: readonly string[] } };
    };
    const fields = Object.keys(model.figures).sort();
    assert.deepEqual(Object.keys(schema.properties.figures.properties).sort(), fields);
    assert.deepEqual([...schema.properties.figures.required].sort(), fields);
  });

  it('is refused where a figure is missing', () => {
    const { ece: _, ...figures } = model.figures;
    assert.equal(fileReportSchema.safeParse({ ...model, figures }).success, false);
  });
});
