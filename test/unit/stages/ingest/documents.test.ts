import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type DocumentPassage, readPassages } from '../../../../datasets/documents/passages.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../../../pipeline/contracts/data-reports.ts';
import { readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import { generate } from '../../../../stages/generate/stage.ts';
import { ingest } from '../../../../stages/ingest/stage.ts';
import { docxOf, paragraph } from '../../../fixtures/documents/build-docx.ts';
import { zipOf } from '../../../fixtures/documents/build-zip.ts';
import { sample } from '../../datasets/documents/reading.ts';
import { faultOf, recordsOf, streamOf } from '../../datasets/reading.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';

const docx = docxOf({ body: paragraph('市立圖書館借閱規則，每次以五冊為限。') });
const pack = zipOf([
  { name: '函.di', content: sample('letter.di') },
  { name: '密.di', content: sample('classified.di') },
  { name: '規則.docx', content: docx },
]);

describe('the ingest stage on documents', () => {
  let context: FakeContext;
  beforeEach(async () => {
    context = await fakeContext();
  });
  afterEach(() => context.close());

  const run = async (dataset: string | Buffer, spec = {}, test: string | null = null) => {
    const artifacts = {
      dataset: await context.artifacts.putBytes(dataset),
      test: test === null ? null : await context.artifacts.putBytes(test),
      reading: null,
    };
    return runStage(ingest, context, { artifacts }, spec);
  };
  const passagesOf = async (documents: unknown): Promise<DocumentPassage[]> => {
    const bytes = await context.artifacts.readBytes((documents as BlobRef).digest);
    const passages: DocumentPassage[] = [];
    for await (const group of readPassages(streamOf(bytes))) passages.push(...group);
    return passages;
  };

  it('gives their passages and no records, and says what it found and what it refused', async () => {
    const { outputs, summary } = await run(pack);
    const passages = await passagesOf(outputs.documents);
    assert.deepEqual([...new Set(passages.map(({ document }) => document))], ['函.di', '規則.docx']);
    const records = await context.artifacts.readBytes((outputs.records as BlobRef).digest);
    assert.deepEqual(await recordsOf(records), []);
    const intake = await readJson<IntakeReport>(context.artifacts, outputs.intake as BlobRef);
    assert.deepEqual([intake.format, intake.container, intake.bytes], ['documents', 'zip', pack.length]);
    assert.deepEqual(intake.documents?.formats, { di: 1, docx: 1 });
    assert.equal((summary.documents as { refused: number }).refused, 1);
    assert.match(summary.warnings![0]!['zh-TW'], /1 份文件未採用，其中 1 份標示為密以上；例如「密\.di」/);
    assert.match(summary.warnings![0]!.en, /密\.di/);
    assert.equal(context.reported.at(-1)?.percent, 100);
    assert.deepEqual((await run(pack)).outputs, outputs);
  });

  it('takes a document by itself, and cuts it as the spec says', async () => {
    const { outputs } = await run(docx, { ingest: { passage_characters: 100 } });
    assert.deepEqual(
      (await passagesOf(outputs.documents)).map(({ id, text }) => [id, text]),
      [['document//1', '市立圖書館借閱規則，每次以五冊為限。']],
    );
    const long = await run('說明。'.repeat(200), {
      ingest: { kind: 'documents', passage_characters: 100 },
    });
    const lengths = (await passagesOf(long.outputs.documents)).map(({ text }) => text.length);
    assert.ok(lengths.length > 5 && lengths.every((length) => length <= 100), String(lengths));
  });

  it('goes by what the spec says of the upload', async () => {
    assert.equal((await run('text,label\n甲,乙\n')).outputs.documents, null);
    const text = await run('text,label\n甲,乙\n', { ingest: { kind: 'documents' } });
    assert.equal((await passagesOf(text.outputs.documents)).length, 1);
    const refused = await faultOf(run(docx, { ingest: { kind: 'records' } }));
    assert.equal(refused.code, 'INPUT_NOT_TEXT');
    const workbook = zipOf([
      { name: '[Content_Types].xml', content: '<a t="spreadsheetml.sheet.main+xml"/>' },
    ]);
    const fault = await faultOf(run(workbook, { ingest: { kind: 'documents' } }));
    assert.deepEqual([fault.code, fault.found], ['DOCUMENT_FORMAT', 'XLSX']);
  });

  it('refuses a document that is marked, which is the whole upload, unless that is allowed', async () => {
    const fault = await faultOf(run(sample('classified.di')));
    assert.deepEqual([fault.code, fault.place?.file], ['DOCUMENT_CLASSIFIED', 'dataset']);
    const { outputs } = await run(sample('classified.di'), { ingest: { allow_classified: true } });
    assert.ok((await passagesOf(outputs.documents)).length > 0);
  });

  it('takes a test file of records beside documents, and no documents as the test', async () => {
    const { outputs } = await run(pack, {}, 'text,label\n路燈不亮,工務局\n');
    assert.notEqual(outputs.test, null);
    const fault = await faultOf(run(pack, {}, docx.toString('latin1')));
    assert.equal(fault.place?.file, 'test');
  });

  it('is followed by an error that says what to do, where no records are to be made of them', async () => {
    const { outputs } = await run(pack);
    const { records, documents } = outputs;
    const fault = await faultOf(
      runStage(generate, context, { artifacts: { records: records!, documents: documents! } }),
    );
    assert.deepEqual([fault.code, fault.place?.field], ['DOCUMENT_NEEDS_GENERATION', 'generate.method']);
  });
});
