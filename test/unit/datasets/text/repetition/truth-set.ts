import { random } from '../../reading.ts';
import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import type { TruthSet } from '../truth.ts';

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** What models that got stuck and careless hands leave, made of a proper text. */
const STUCK: readonly ((text: string, other: string) => string)[] = [
  (text) => text.slice(0, 12).repeat(16).slice(0, 180),
  (text) => `${text}\n`.repeat(4),
  (text, other) => other.slice(0, 40) + text.slice(0, 9).repeat(8),
  (text) => text.slice(0, 4).repeat(20),
  (text) => `${text.slice(0, 30)}${'好'.repeat(40)}`,
  (text) => NUMERALS.map((numeral) => `${numeral}、${text.slice(0, 14)}。`).join('\n'),
  (text, other) => [1, 2, 3, 4].map(() => `${text.slice(0, 20)}。\n`).join(`${other.slice(0, 6)}。\n`),
  (text) => `${text.slice(0, 6)}，`.repeat(12),
  (text) => text.slice(0, 10) + '！'.repeat(24),
];
const STUCK_ENGLISH = [
  'I am sorry, but I cannot help with that. '.repeat(6),
  `${ENGLISH[0]} ${'Please wait. '.repeat(12)}`,
  'the the the the the the the the the the the the the the the the the the the the',
  `${ENGLISH[2]}\n`.repeat(5),
  'a'.repeat(60),
  `${ENGLISH[3]} ${'and so on and '.repeat(14)}`,
];

/** The last words of a sentence again and again, as a model goes on that got stuck. */
const STUCK_ENDS = [
  ['to work.', 12],
  ['d for me?', 12],
  ['use it? ', 14],
  ['my account?', 6],
  ['up card.', 12],
  ['yet, Why? ', 16],
  ['ng from?', 9],
  ['of the ', 16],
  ['see page 12. ', 16],
] as const;

/** What repeats on purpose. */
export const ON_PURPOSE: readonly string[] = [
  '彼黍離離，彼稷之苗。行邁靡靡，中心搖搖。知我者，謂我心憂；不知我者，謂我何求。悠悠蒼天，此何人哉！彼黍離離，彼稷之穗。行邁靡靡，中心如醉。知我者，謂我心憂；不知我者，謂我何求。悠悠蒼天，此何人哉！彼黍離離，彼稷之實。行邁靡靡，中心如噎。知我者，謂我心憂；不知我者，謂我何求。悠悠蒼天，此何人哉！',
  '采采芣苢，薄言采之。采采芣苢，薄言有之。采采芣苢，薄言掇之。采采芣苢，薄言捋之。采采芣苢，薄言袺之。采采芣苢，薄言襭之。',
  '加油！加油！加油！我們一定會贏！',
  '很重要所以說三遍：不要遲到，不要遲到，不要遲到。',
  '兩隻老虎，兩隻老虎，跑得快，跑得快，一隻沒有眼睛，一隻沒有尾巴，真奇怪，真奇怪。',
  'London Bridge is falling down, falling down, falling down. London Bridge is falling down, my fair lady.',
  'Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.',
  'It was a very, very, very long day, and no, no, no, I will not do that again.',
  '一、（刪除）二、（刪除）三、（刪除）四、（刪除）五、（刪除）六、（刪除）',
  '第三條（刪除）第四條（刪除）第五條（刪除）第六條（刪除）第七條（刪除）',
  '縣市,一月,二月,三月\n臺北市,無,無,無\n新北市,無,無,無\n桃園市,無,無,無\n臺中市,無,無,無\n臺南市,無,無,無',
  '| 項目 | 是 | 否 |\n| --- | --- | --- |\n| 甲 | ✓ |  |\n| 乙 | ✓ |  |\n| 丙 |  | ✓ |',
  '姓名：＿＿＿ 電話：＿＿＿ 地址：＿＿＿\n姓名：＿＿＿ 電話：＿＿＿ 地址：＿＿＿\n簽名：＿＿＿',
  '0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0',
  '是 否 是 否 是 否 是 否 是 否 是 否 是 否',
  '第一題：同意、不同意、沒意見。第二題：同意、不同意、沒意見。第三題：同意、不同意、沒意見。第四題：其他，請說明。',
  '一月一日休館，二月一日休館，三月一日休館，四月一日休館，五月一日休館，六月一日休館。',
  '────────────────\n報名表\n────────────────',
  '哈哈哈哈哈哈，太好笑了，謝謝你們！',
  'Thank you! Thank you! Thank you! We are so glad that the lights are on again.',
  'Yes No Yes No Yes No Yes No Yes No Yes No Yes No Yes No Yes No Yes No',
  'Name: ____ Date: ____\nName: ____ Date: ____\nName: ____ Date: ____\nName: ____ Date: ____',
  'not applicable, not applicable, not applicable, not applicable, not applicable, 3, not applicable',
  'Taipei\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\nTainan\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a',
  'true;false;true;false;true;false;true;false;true;false;true;false',
  'Ha ha ha ha ha ha ha ha, that is the best joke that the office has made this year.',
  'She said no, no, no, and again no, no, no, until they put the trees back.',
  'We will, we will rock you. We will, we will rock you. Everybody in the stadium sang it twice.',
  '子曰：「觚不觚，觚哉！觚哉！」又曰：「參乎！吾道一以貫之。」',
];

const schedule = (day: number) =>
  [1, 2, 3, 4, 5]
    .map((hour) => `${day}月${hour}日上午${8 + hour}時至${9 + hour}時 第${hour}會議室`)
    .join('\n');
const table = (seed: number) =>
  ['中山區', '大安區', '信義區', '內湖區', '文山區']
    .map((place, i) => `${place},${(seed * 37 + i * 53) % 100},${(seed * 91 + i * 17) % 100},合格`)
    .join('\n');

/** Texts that got stuck. */
export function stuckTexts(): string[] {
  const next = random(31);
  const some = () => PETITIONS[Math.floor(next() * PETITIONS.length)]!;
  return STUCK.flatMap((make) =>
    Array.from({ length: 12 }, () => [some(), some()] as const)
      .filter(([text, other]) => text.length >= 24 && other.length >= 24)
      .map(([text, other]) => make(text, other)),
  );
}

function stuckEnds(): string[] {
  return ENGLISH.slice(0, 4).flatMap((text) =>
    STUCK_ENDS.map(([end, times]) => `${text.slice(0, 60)} ${end.repeat(times)}`),
  );
}

/** Texts that got stuck, against lists, parallel clauses, penalties, tables, poems, songs and slogans. */
export function repetitionTruth(): TruthSet {
  const lists = Array.from({ length: 120 }, (_, i) => article(i));
  const tables = Array.from({ length: 30 }, (_, i) => [schedule(1 + (i % 12)), table(i)]).flat();
  return {
    positives: [...stuckTexts(), ...STUCK_ENGLISH, ...stuckEnds()],
    nearMisses: [...PETITIONS, ...ON_PURPOSE, ...ENGLISH, ...lists, ...tables],
  };
}
