import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { officialDate } from '../../../../datasets/documents/official/date.ts';
import { itemMark } from '../../../../datasets/documents/official/numbering.ts';
import { partiesOf } from '../../../../datasets/documents/official/parties.ts';
import { officialTitle } from '../../../../datasets/documents/official/title.ts';
import { outline, read, sample } from './reading.ts';

describe('official documents as text', () => {
  it('a letter: the fields of its head', async () => {
    const { official, title } = await read(sample('letter.txt'), { name: 'letter.txt' });
    assert.equal(official!.kind, '函');
    assert.deepEqual(official!.issuers, [{ name: '青川市政府教育發展局' }]);
    assert.equal(official!.address, '700402青川市文林區學府路100號');
    assert.deepEqual(official!.contacts, [
      '承辦人：陸書瑋',
      '電話：06-5552000#305',
      '電子信箱：sw.lu@edu.example.gov.tw',
    ]);
    assert.equal(official!.recipient?.name, '青川市立東門國民小學');
    assert.equal(official!.date?.iso, '2025-08-12');
    assert.equal(official!.numbers[0]!.word, '青教國');
    assert.equal(official!.attachments?.text, '如說明四');
    assert.equal(official!.secrecy, null);
    assert.match(title!, /^有關本市.*補助一案，請依說明辦理，請查照。$/);
    assert.deepEqual(official!.copies, [
      { name: '青川市政府主計處', withAttachments: true },
      { name: '本局國民小學教育科' },
    ]);
    assert.deepEqual(official!.signatures, ['局長　范姜志成']);
  });

  it('a letter: items inside each other, wrapped lines put together, numbers that are none left in the text', async () => {
    const document = await read(sample('letter.txt'));
    const [explanation, measures] = document.official!.sections;
    assert.deepEqual(
      explanation!.items.map(({ mark }) => mark),
      ['一、', '二、', '三、', '四、'],
    );
    assert.match(explanation!.items[0]!.text, /114年7月30日東小教字第/);
    const inner = explanation!.items[1]!.items[0]!.items;
    assert.deepEqual(
      inner.map(({ mark }) => mark),
      ['1、', '2、'],
    );
    assert.match(inner[1]!.text, /上限；114、115學年度之名額另行公告。$/);
    assert.match(measures!.text, /^請於114年9月15日前/);
    const lines = outline(document);
    assert.ok(lines.some((line) => line.startsWith('list_item [說明/二、/(一)/1、] 1、低收入戶')));
    assert.ok(lines.includes('heading [說明] 說明：'));
    assert.ok(lines.includes('heading 青川市政府教育發展局 函'));
  });

  it('places count characters of the text', async () => {
    const document = await read(sample('letter.txt'));
    const part = document.parts.find(({ text }) => text.startsWith('四、'))!;
    assert.equal(document.text.indexOf('四、檢附'), part.place.from);
    assert.deepEqual(part.place.section, ['說明', '四、']);
  });

  it('a draft of nothing but subject and explanation', async () => {
    const { official, parts } = await read(
      '主旨：為辦理資料盤點一案，請查照。\n說明：一、依據會議決議辦理。\n二、期限為月底。\n',
    );
    assert.equal(official!.subject, '為辦理資料盤點一案，請查照。');
    assert.deepEqual(
      official!.sections[0]!.items.map(({ text }) => text),
      ['依據會議決議辦理。', '期限為月底。'],
    );
    assert.deepEqual(parts[1]!.place.section, ['說明']);
    assert.deepEqual(parts[2]!.place.section, ['說明', '一、']);
  });

  it('a notice of a meeting in the rows of a table', async () => {
    const text =
      '青川市政府　開會通知單\n受文者 | 交通運輸局\n發文日期：114年6月9日　發文字號：府智推字第1140098316號\n' +
      '開會事由 | 研商派案模型導入計畫\n開會時間 | 114年6月18日下午2時\n開會地點 | 801會議室\n主持人 | 韋副秘書長\n' +
      '出席者 | 交通運輸局、工程建設局、\n各區公所\n備註 | 一、請自備環保杯。\n';
    const { official } = await read(text);
    assert.equal(official!.kind, '開會通知單');
    assert.equal(official!.subject, '研商派案模型導入計畫');
    assert.equal(official!.numbers[0]!.text, '府智推字第1140098316號');
    assert.equal(official!.meeting!.place, '801會議室');
    assert.deepEqual(
      official!.meeting!.attendees.map(({ name }) => name),
      ['交通運輸局', '工程建設局', '各區公所'],
    );
    assert.equal(official!.sections[0]!.items[0]!.text, '請自備環保杯。');
  });

  it('an order without subject, told by its title and head', async () => {
    const text =
      '國家資料治理署　令\n發文日期：中華民國114年5月1日\n發文字號：資治法字第1140000123號\n\n修正「資料盤點作業要點」第三點，並自即日生效。\n';
    const { official } = await read(text);
    assert.equal(official!.kind, '令');
    assert.equal(official!.subject, null);
    assert.equal(official!.date?.iso, '2025-05-01');
  });

  it('is no official document: a text that has a subject or a note, a list of steps', async () => {
    for (const text of [
      '說明：本表由各單位填寫。\n一、姓名\n二、電話\n',
      '會議主旨與說明如下。主旨是檢討。\n說明文件另附。\n',
      '附件：名單1份\n地址：青川市中央路1號\n',
      '# 說明\n\n主旨在於說明辦法。\n',
    ]) {
      assert.equal((await read(text)).official, null, text);
    }
  });

  it('titles', () => {
    assert.deepEqual(officialTitle('青川市政府　函'), { issuer: '青川市政府', kind: '函' });
    assert.deepEqual(officialTitle('青 川 市 政 府 書 函'), { issuer: '青川市政府', kind: '書函' });
    assert.deepEqual(officialTitle('國家資料治理署 獎懲令'), { issuer: '國家資料治理署', kind: '獎懲令' });
    assert.deepEqual(officialTitle('簽　於人事室'), { issuer: '人事室', kind: '簽' });
    assert.deepEqual(officialTitle('明水縣政府 公告（稿）'), { issuer: '明水縣政府', kind: '公告' });
    for (const line of ['請查照公告', '本府業已發布命令', '如公告', '主旨：函', '今天的口令']) {
      assert.equal(officialTitle(line), null, line);
    }
  });

  it('dates', () => {
    assert.equal(officialDate('中華民國114年2月28日').iso, '2025-02-28');
    assert.equal(officialDate('民國一百一十三年二月二十九日').iso, '2024-02-29');
    assert.equal(officialDate('中華民國 １１４ 年 ９ 月 ３ 日').iso, '2025-09-03');
    assert.equal(officialDate('西元2025年1月2日').iso, '2025-01-02');
    assert.deepEqual(officialDate('中華民國114年2月30日'), { text: '中華民國114年2月30日' });
    assert.deepEqual(officialDate('如戳'), { text: '如戳' });
  });

  it('marks of items, and what only looks like one', () => {
    const marks = [
      '壹、緣起',
      '十二、其他',
      '（三）經費',
      '(3) 地點',
      '4、時間',
      '5. 人員',
      '乙、丙級',
      '（甲）方',
    ];
    assert.deepEqual(
      marks.map((line) => [itemMark(line)?.level, itemMark(line)?.value]),
      [
        [1, 1],
        [2, 12],
        [3, 3],
        [5, 3],
        [4, 4],
        [4, 5],
        [6, 2],
        [7, 1],
      ],
    );
    for (const line of ['3.5公尺', '114年度', '一般事項', '第一、二項'])
      assert.equal(itemMark(line), null, line);
  });

  it('lists of parties', () => {
    assert.deepEqual(partiesOf('內政部(地政司、營建署)、青川市政府（含附件）；林○○君。'), [
      { name: '內政部(地政司、營建署)' },
      { name: '青川市政府', withAttachments: true },
      { name: '林○○君' },
    ]);
  });
});
