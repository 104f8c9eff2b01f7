import { MARKED_TITLES, MARKED_VALUES, MENTIONS, OPEN_VALUES, STAMPS, TITLES } from './secrecy-words.ts';

/** A document of the truth set. */
export interface SecrecySample {
  readonly name: string;
  readonly text: string;
  /** Null for an open document. */
  readonly level: string | null;
}

interface LetterParts {
  readonly above?: string;
  readonly title?: string;
  readonly value?: string;
  readonly subject?: string;
  readonly body?: readonly string[];
  readonly below?: string;
}

const BODY = ['依據本府114年度施政計畫辦理。', '相關經費由年度預算支應。'];

/** An official letter as text. */
function letter(parts: LetterParts): string {
  const { above = '檔　　號：', title = '青川市政府　函', value = '', below = '' } = parts;
  const { subject = '檢送會議紀錄1份，請查照。', body = BODY } = parts;
  const items = body.map((line, index) => `${'一二三四五六七八九'[index]}、${line}`).join('\n');
  return (
    `${above}\n保存年限：\n${title}\n地址：青川市中央路1號\n承辦人：賀宇辰\n電話：06-5551111\n\n受文者：文林區公所\n` +
    `發文日期：中華民國114年9月3日\n發文字號：府行字第1140055123號\n速別：普通件\n` +
    `密等及解密條件或保密期限：${value}\n附件：如主旨\n\n主旨：${subject}\n說明：\n${items}\n正本：文林區公所\n副本：\n${below}\n`
  );
}

/** A notice of a meeting, its head as rows of a table. */
function meeting(value: string, remark: string): string {
  return (
    '青川市政府　開會通知單\n受文者 | 交通運輸局\n發文日期：中華民國114年9月3日\n發文字號：府行字第1140055124號\n' +
    `速別：速件　密等及解密條件或保密期限：${value}\n附件：\n開會事由：研商會議\n開會時間：114年9月10日\n開會地點：801會議室\n` +
    `主持人：賀參議\n出席者：各區公所\n列席者：\n副本：\n備註：\n一、${remark}\n`
  );
}

/** The field with its value on the next line, as some PDF files come out. */
function broken(value: string): string {
  return letter({}).replace('密等及解密條件或保密期限：', `密等及解密條件或保密期限：\n${value}`);
}

/** A report that is no official document. */
function report(head: readonly string[], body: readonly string[]): string {
  return `${head.join('\n')}\n\n${body.join('\n\n')}\n`;
}

const FILLER = Array.from(
  { length: 12 },
  (_, n) => `第${n + 1}段說明本年度之執行情形與後續規劃，內容詳如各章。`,
);

export const MARKED: readonly SecrecySample[] = [
  ...MARKED_VALUES.flatMap(([value, level]) => [
    { name: `letter ${value}`, text: letter({ value }), level },
    { name: `meeting ${value}`, text: meeting(value, '請準時出席。'), level },
  ]),
  ...MARKED_VALUES.slice(0, 6).map(([value, level]) => ({
    name: `broken ${value}`,
    text: broken(value),
    level,
  })),
  ...STAMPS.flatMap(([stamp, level]) => [
    { name: `stamp above letter ${stamp}`, text: letter({ above: stamp }), level },
    { name: `stamp above report ${stamp}`, text: report([stamp, '年度工作報告'], FILLER), level },
    { name: `stamp below title ${stamp}`, text: report(['年度工作報告', '', stamp], FILLER), level },
  ]),
  ...MARKED_TITLES.map(([title, level]) => ({ name: title, text: report([title], FILLER), level })),
  ...MARKED_TITLES.map(([title, level]) => ({
    name: `# ${title}`,
    text: report([`# ${title}`], FILLER),
    level,
  })),
  { name: 'stamp beside title', text: letter({ title: '國防資料署　函　　　　　　密' }), level: '密' },
  {
    name: 'stamp beside file number',
    text: letter({ above: '檔　　號：　　　　　　　極機密' }),
    level: '極機密',
  },
  { name: 'bracket at title', text: letter({ title: '國防資料署　函（密）' }), level: '密' },
  { name: 'secret letter', text: letter({ title: '國防資料署　密函' }), level: '密' },
  {
    name: 'secret number',
    text: letter({}).replace('府行字第', '府行密字第'),
    level: '密',
  },
  {
    name: 'second document of a file',
    text: `${letter({})}\n${letter({ value: '機密（於120年解密）' })}`,
    level: '機密',
  },
  {
    name: 'field without its colon',
    text: letter({}).replace('密等及解密條件或保密期限：', '密等及解密條件或保密期限 密'),
    level: '密',
  },
  { name: 'stamp before file number', text: letter({ above: '機密　　　檔號：114/0101' }), level: '機密' },
  { name: 'old label', text: letter({ value: '密' }).replace('解密條件或保密期限', '解密條件'), level: '密' },
  { name: 'spaced label', text: letter({ value: '密' }).replace('密等及', '密 等 及 '), level: '密' },
];

export const OPEN: readonly SecrecySample[] = [
  ...OPEN_VALUES.flatMap((value) => [
    { name: `letter ${value}`, text: letter({ value }) },
    { name: `meeting ${value}`, text: meeting(value, '請準時出席。') },
    { name: `letter that speaks of it ${value}`, text: letter({ value, body: MENTIONS.slice(0, 9) }) },
  ]),
  ...OPEN_VALUES.slice(1, 6).map((value) => ({ name: `broken ${value}`, text: broken(value) })),
  ...MENTIONS.flatMap((mention, index) => [
    { name: `item: ${mention}`, text: letter({ value: '普通', body: [mention, ...BODY] }) },
    { name: `subject: ${mention}`, text: letter({ subject: mention }) },
    { name: `remark: ${mention}`, text: meeting('', mention) },
    { name: `first line: ${mention}`, text: report([mention], FILLER) },
    {
      name: `list at the head: ${mention}`,
      text: report(['工作報告', `- ${mention}`, `一、${mention}`], FILLER),
    },
    {
      name: `row at the head: ${mention}`,
      text: report(['工作報告', `| ${index + 1} | ${mention} |`], FILLER),
    },
    { name: `below: ${mention}`, text: letter({ below: `\n附註：${mention}` }) },
  ]),
  ...TITLES.flatMap((title) => [
    { name: `title ${title}`, text: report([title], FILLER) },
    { name: `# ${title}`, text: report([`# ${title}`, '', '## 目的'], FILLER) },
    { name: `subject ${title}`, text: letter({ subject: `檢送「${title}」1份，請查照。` }) },
    { name: `attachment ${title}`, text: letter({}).replace('附件：如主旨', `附件：${title}1份`) },
  ]),
  { name: 'grades listed', text: report(['密等分級表', '絕對機密', '極機密', '機密', '密'], FILLER) },
  { name: 'grades in a row', text: report(['密等分級表', '絕對機密 | 極機密 | 機密 | 密'], FILLER) },
  { name: 'form', text: report(['文件登錄表', '機密等級：□密 □機密 □極機密', '登錄日期：'], FILLER) },
  { name: 'form, open ticked', text: report(['文件登錄表', '機密等級：■普通 □密 □機密'], FILLER) },
  {
    name: 'field explained',
    text: report(
      [
        '公文欄位說明',
        '密等及解密條件或保密期限：填「絕對機密」、「極機密」、「機密」或「密」，解密條件應一併註明。',
      ],
      FILLER,
    ),
  },
  {
    name: 'grades explained',
    text: report(['名詞定義', '機密等級：指文件依其敏感程度所區分之等級，分為機密、密二級。'], FILLER),
  },
  { name: 'grade far below', text: report(['年度工作報告'], [...FILLER, '機密', ...FILLER]) },
  {
    name: 'grade as a cell far below',
    text: report(
      ['年度工作報告'],
      [...FILLER, '密等：密', ...FILLER, ...FILLER, ...FILLER, '密等：密'],
    ).replace('密等：密\n\n第1段', '第1段'),
  },
  {
    name: 'statistics',
    text: report(['公文密等統計', '密等 | 件數', '密等 | 密 | 12', '合計 | 12'], FILLER),
  },
  {
    name: 'form of many grades',
    text: report(['登錄表', '機密等級：機密／密／普通（請圈選）', '備註：'], FILLER),
  },
  { name: 'kind of document', text: letter({ title: '青川市政府　機密文書機密等級變更或註銷通知單' }) },
].map((sample) => ({ ...sample, level: null }));
