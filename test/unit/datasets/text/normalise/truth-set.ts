import { normaliseForms } from '../../../../../datasets/text/normalise/normalise.ts';
import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import type { TruthSet } from '../truth.ts';

/** Texts and what they become. */
export const CHANGED: readonly (readonly [before: string, after: string])[] = [
  ['Ａ棟１２樓', 'A棟12樓'],
  ['１，０００元、１２：３０、３．５、２０２４／０１／０５', '1,000元、12:30、3.5、2024/01/05'],
  ['１，２，３', '1，2，3'],
  ['ｶﾞｷﾞｸﾞ｡', 'ガギグ。'],
  ['王　明', '王 明'],
  ['⾏政院⽂件，⻄⾨町', '行政院文件，西門町'],
  ['\uf9c5車、\ufa0b、\u{2f81a}', '暈車、廓、冬'],
  ['你好,世界', '你好，世界'],
  ['你好, 世界!', '你好，世界！'],
  ['甲;乙:丙', '甲；乙：丙'],
  ['真的?!\n「好嗎?」', '真的？！\n「好嗎？」'],
  ['民法(以下稱本法)第一條', '民法（以下稱本法）第一條'],
  ['(一)申請人', '（一）申請人'],
  ['﹐﹑﹔﹕﹖﹗', '，、；：？！'],
  ['︵甲︶﹁乙﹂', '（甲）「乙」'],
  ['等等...然後…再說。。。', '等等……然後……再說……'],
  ['甲⋯⋯乙', '甲……乙'],
  ['他說──好--嗎', '他說——好——嗎'],
  ['里戈‧德、愛德華•亞瑟', '里戈·德、愛德華·亞瑟'],
  ['三〜五人', '三～五人'],
];

/** Texts that stay as they are. */
export const KEPT: readonly string[] = [
  '1,000元，12:30，2024/01/05，3.5%',
  '共1,000件,2,000元',
  'https://example.org/甲,乙?丙=(丁) 與 www.example.org/甲,乙',
  '`甲,乙(丙)` 是程式',
  '```\n姓名,電話\n```',
  '{姓名,電話}，{"縣市":"臺北","區":"中正"}',
  '<p style="font-family:標楷體,新細明體">',
  '台灣(Taiwan)的英文是 Taiwan, R.O.C.',
  '電話:02-1234-5678',
  '函數f(x)，f(甲,x)',
  '第一章......5',
  '甲──────乙',
  '（完整）、「引號」、《書名》……——',
  '％＄＃＠＆＊＋－＝',
  'x ⋯ y, a…b, a--b',
  'これは、テスト・ケース〜です',
  '好:)',
  '⺅⺡⻌',
  '兀\ufa0e\ufa0f',
];

/** Variant forms, against numbers, times, addresses, code, other languages, and what is right already. */
export function variantTruth(): TruthSet {
  const positives = CHANGED.flatMap(([before]) =>
    [0, 1, 2].map((i) => `${article(i, 1).replace('　', '')}\n${before}`),
  );
  const clean = PETITIONS.map((text) => normaliseForms(text));
  return { positives, nearMisses: [...clean, ...KEPT, ...ENGLISH] };
}
