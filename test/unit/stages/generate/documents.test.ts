import assert from 'node:assert/strict';
import { readRecords } from '../../../../datasets/arrow/read.ts';
import { type DocumentPassage, passageBytes } from '../../../../datasets/documents/passages.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { GenerateReport, GenerationMethod } from '../../../../pipeline/contracts/generation.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import { generate } from '../../../../stages/generate/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { storeRecords } from '../records.ts';
import { FakeTextModel } from './fake-text-model.ts';
import { faultOf } from './run-generate.ts';

const passage = (
  at: number,
  section: string,
  text: string,
  kind: DocumentPassage['kind'],
): DocumentPassage => ({
  ...{ id: `letter.xml/${section}/${at}`, document: 'letter.xml', section, kind, text },
  ...{ start: 100 * at, end: 100 * at + text.length, language: 'zh-TW' },
});
const PASSAGES: readonly DocumentPassage[] = [
  passage(1, '主旨', '檢送本市道路挖掘管理說明會會議紀錄1份，請查照。', 'official'),
  passage(
    2,
    '說明',
    '本府於113年5月3日在市政大樓召開道路挖掘管理說明會，計有12個單位出席，會議紀錄如附件。',
    'official',
  ),
  passage(3, '規定', '公園內不得烤肉，違者由公園管理處處新臺幣1,200元罰鍰，並限期恢復原狀。', 'document'),
];

describe('generation from documents', () => {
  let context: FakeContext;
  afterEach(() => context.close());

  type Answer = (values: Readonly<Record<string, unknown>>) => unknown;
  async function run(method: GenerationMethod, answer: Answer, more: PipelineSpecInput['generate'] = {}) {
    const model = new FakeTextModel((values) => ('評分標準' in values ? { score: 4 } : answer(values)));
    context = await fakeContext({ textModel: model });
    const { artifacts } = context;
    const pieces: Buffer[] = [];
    async function* groups() {
      yield PASSAGES;
    }
    for await (const piece of passageBytes(groups())) pieces.push(piece);
    const inputs = {
      records: await storeRecords(artifacts, []),
      documents: await artifacts.putBytes(Buffer.concat(pieces)),
      test: null,
      intake: await putJson(artifacts, { language: 'zh-TW' }),
    };
    const spec = { generate: { method, count: 5, tries: 1, ...more } };
    const { outputs } = await runStage(generate, context, { artifacts: inputs }, spec);
    const made: DatasetRecord[] = [];
    for await (const group of readRecords(await artifacts.openStream((outputs.records as BlobRef).digest)))
      made.push(...group);
    return { made, report: await readJson<GenerateReport>(artifacts, outputs.report as BlobRef), model };
  }
  const metaOf = ({ meta }: DatasetRecord) =>
    JSON.parse(meta!) as {
      source_record?: unknown;
      source_passage: { id: string }[];
      generated: Record<string, unknown>;
    };

  it('labels passages by the scheme given, and drops what the model labels otherwise the second time', async () => {
    const labels = { 公園處: '公園與綠地', 工務局: '' };
    const { made, report } = await run(
      'document_labels',
      ({ 文字: text, 類別: shown }) => {
        assert.equal((shown as string[]).length, 2);
        // Of the passages without a park it takes the first label that it sees.
        return { label: String(text).includes('公園') ? '公園處' : (shown as string[])[0] };
      },
      { labels },
    );
    assert.deepEqual(
      made.map(({ label, messages }) => [label, messages[0]!.content, messages[1]!.content]),
      [['公園處', PASSAGES[2]!.text, '公園處']],
    );
    assert.equal(report.yields.find(({ filter }) => filter === 'round_trip')!.came, 3);
    const meta = metaOf(made[0]!);
    assert.equal(meta.source_record, undefined);
    assert.deepEqual(meta.source_passage, [
      {
        id: PASSAGES[2]!.id,
        document: 'letter.xml',
        section: '規定',
        start: 300,
        end: 300 + PASSAGES[2]!.text.length,
      },
    ]);
  });

  it('takes a question only with its answer in the passage, and notes the place', async () => {
    const { made, report } = await run(
      'document_questions',
      (values) => {
        const text = String(values.文章);
        if ('問題' in values) return { answer: '１,200元' };
        if (text.includes('公園')) return { question: '在公園烤肉會罰多少錢？', answer: '1,200元' };
        return { question: '這場會議在哪一天召開？', answer: '113年5月4日' };
      },
      { count: 3 },
    );
    assert.equal(made.length, 1);
    assert.equal(made[0]!.messages[1]!.content, '1,200元');
    const at = PASSAGES[2]!.text.indexOf('1,200元');
    assert.deepEqual(metaOf(made[0]!).generated.span, { start: 300 + at, end: 300 + at + 6 });
    assert.equal(report.yields.find(({ filter }) => filter === 'faithfulness')!.passed, 1);
  });

  it('writes subjects from explanations and the reverse, with nothing that is not there', async () => {
    const subject = await run('document_subjects', () => ({
      text: '檢送113年5月3日道路挖掘管理說明會會議紀錄，請查照。',
    }));
    assert.equal(subject.made.length, 1);
    assert.equal(metaOf(subject.made[0]!).source_passage[0]!.id, PASSAGES[1]!.id);
    assert.ok(subject.made[0]!.messages[0]!.content.endsWith(PASSAGES[1]!.text));
    await context.close();
    const explanation = await run('document_explanations', () => ({
      text: '檢送會議紀錄1份供參，請各單位依會議結論辦理。',
    }));
    assert.equal(metaOf(explanation.made[0]!).source_passage[0]!.id, PASSAGES[0]!.id);
    await context.close();
    const fault = await faultOf(
      run('document_subjects', () => ({ text: '檢送113年6月9日會議紀錄，請查照。' })),
    );
    assert.equal(fault.code, 'GENERATE_NOTHING');
    assert.deepEqual(
      fault.faults.map(({ code }) => code),
      ['GENERATE_LOST_FAITHFULNESS'],
    );
  });

  it('summarises, shorter than the source', async () => {
    const { made } = await run('document_summaries', ({ 文章: text }) => ({
      text: String(text).includes('公園') ? '公園內禁止烤肉，違者罰1200元。' : `${text}${text}`,
    }));
    assert.equal(made.length, 1);
  });

  it('lists terms word for word, and asks a second time whether they are the same', async () => {
    const { made } = await run('document_terms', ({ 文章: text }) => ({
      terms: String(text).includes('公園')
        ? [{ text: '公園管理處', type: 'organisation' }]
        : [{ text: '市政府大樓', type: 'place' }],
    }));
    assert.equal(made.length, 1);
    assert.deepEqual(JSON.parse(made[0]!.messages[1]!.content), [
      { text: '公園管理處', type: 'organisation' },
    ]);
  });
});
