import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ArtifactRef } from '../../../pipeline/contracts/artifact.ts';
import type { RefineFinding } from '../../../pipeline/contracts/quality.ts';
import { ingest } from '../../../stages/ingest/stage.ts';
import { refine } from '../../../stages/refine/stage.ts';
import { split } from '../../../stages/split/stage.ts';
import { recordsOf } from '../datasets/reading.ts';
import { fakeContext, runStage } from './context.ts';

const PLANTED = {
  phone: '0912-345-678',
  id: 'A123456789',
  mail: 'wang.xm@example.com',
  name: '王小明',
  card: '4111111111111111',
  label: '0933-222-111',
  test: '0987-654-321',
};
const TOPICS = [
  '路燈不亮',
  '路面破損',
  '水管漏水',
  '噪音擾鄰',
  '違規停車',
  '垃圾堆積',
  '公園雜草',
  '紅綠燈故障',
];

const lines = (rows: readonly object[]) => Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
const clean = TOPICS.flatMap((topic, n) =>
  [1, 2, 3, 4].map((m) => ({
    id: `c${n}-${m}`,
    text: `${topic}，地點在第${m}區第${n}里的巷口，請派員處理（${'甲乙丙丁'[m - 1]}案）`,
    label: n % 2 === 0 ? '工務局' : '環保局',
    局處: '市府',
  })),
);
const dataset = lines([
  { id: PLANTED.id, text: `請回電 ${PLANTED.phone}，路燈已壞三天`, label: '工務局', 姓名: PLANTED.name },
  { id: 'p2', text: `來信 ${PLANTED.mail} 反映水溝阻塞`, label: '環保局', 卡號: Number(PLANTED.card) },
  { id: 'p3', text: '請轉同一承辦人續辦此案', label: `專線 ${PLANTED.label}`, 電話: PLANTED.phone },
  { id: 'p4', text: `<p>電話 ${PLANTED.phone}</p> 與 <b>${PLANTED.mail}</b>`, label: '工務局', 局處: '市府' },
  // No answer: dropped, and told of.
  { id: PLANTED.phone, text: `申請人：${PLANTED.name}，身分證 ${PLANTED.id}`, label: '', 局處: '市府' },
  ...clean,
]);
const test = lines([
  { id: 't1', text: `請回電 ${PLANTED.phone}，人孔蓋鬆動`, label: '工務局', 姓名: PLANTED.name },
  { id: PLANTED.id, text: `請回電 ${PLANTED.test}，資源回收未收`, label: '環保局' },
]);

describe('personal data on its way through the data stages', () => {
  it('is in nothing that is stored from refining on, in dataset, columns, ids, labels and the test file', async () => {
    const context = await fakeContext();
    try {
      const { artifacts } = context;
      const uploads = { dataset: await artifacts.putBytes(dataset), test: await artifacts.putBytes(test) };
      const read = await runStage(ingest, context, { artifacts: { ...uploads, reading: null } });
      const refined = await runStage(refine, context, {
        artifacts: { records: read.outputs.records, test: read.outputs.test, decisions: null },
      });
      const parted = await runStage(split, context, {
        artifacts: {
          records: refined.outputs.records,
          test: refined.outputs.test,
          suite: null,
          intake: read.outputs.intake,
        },
      });
      const stored: Record<string, ArtifactRef | null> = { ...refined.outputs };
      for (const [name, ref] of Object.entries(parted.outputs)) stored[`split.${name}`] = ref;
      assert.equal(stored.mask_map, null);
      const texts = new Map<string, string>([
        ['refine summary', JSON.stringify(refined.summary)],
        ['split summary', JSON.stringify(parted.summary)],
      ]);
      for (const [name, ref] of Object.entries(stored)) {
        if (ref !== null) texts.set(name, (await artifacts.readBytes(ref.digest)).toString('utf8'));
      }
      for (const [name, text] of texts) {
        for (const [what, value] of Object.entries(PLANTED)) {
          assert.ok(!text.includes(value), `${what} in ${name}`);
          assert.ok(!text.includes(value.replaceAll('-', '')), `${what} in ${name}, without its dashes`);
        }
      }
      // The search finds what is there: ingest has it all.
      const raw = (await artifacts.readBytes(read.outputs.records!.digest)).toString('utf8');
      for (const value of [PLANTED.phone, PLANTED.mail, PLANTED.name, PLANTED.card])
        assert.ok(raw.includes(value));

      const of = async (ref: ArtifactRef | null | undefined) =>
        recordsOf(await artifacts.readBytes(ref!.digest));
      const [first] = await of(refined.outputs.records).then((all) =>
        all.filter(({ id }) => id.startsWith('〔')),
      );
      const tested = await of(parted.outputs.test);
      // One value is one placeholder, in the dataset, its columns and the test file.
      const masked = /〔手機\d+〕/.exec(first!.messages[0]!.content)![0];
      assert.equal(tested[0]!.messages[0]!.content, `請回電 ${masked}，人孔蓋鬆動`);
      assert.equal(JSON.parse(tested[0]!.meta!).姓名, JSON.parse(first!.meta!).姓名);
      assert.equal(tested[1]!.id, first!.id);
      const held = await of(refined.outputs.held_back);
      assert.match(held[0]!.label!, /^專線 〔手機\d+〕$/);
      const findings = texts
        .get('findings')!
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RefineFinding);
      assert.ok(findings.some(({ record, evidence }) => record === 'p3' && evidence.startsWith('label: ')));
    } finally {
      await context.close();
    }
  });
});
