import { readFileSync } from 'node:fs';

/** Petitions to a city government, as people in Taiwan write them: the input of every row of the sample dataset. */
export const PETITIONS: readonly string[] = readFileSync(
  new URL('../../../../datasets/sample/petitions.jsonl', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { input: string }).input)
  .filter((text) => /\p{Script=Han}/u.test(text));

const SUBJECTS = [
  '營業人',
  '申請人',
  '事業單位',
  '訓練機構',
  '販賣業者',
  '管理委員會',
  '主管機關',
  '所有權人',
];
const DUTIES = [
  '檢附證明文件',
  '置備紀錄',
  '通知當事人',
  '繳納規費',
  '公開資訊',
  '派員查驗',
  '設置標示',
  '報請備查',
];
const TERMS = ['七日', '十日', '十五日', '三十日', '二個月', '六個月', '一年', '三年'];
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Articles of invented regulations: `style` 0 is a list, 1 are parallel clauses, 2 penalties, 3 plain. */
export function article(number: number, style = number % 4): string {
  const at = <T>(list: readonly T[], shift: number): T => list[(number * 7 + shift * 3) % list.length]!;
  const items = [0, 1, 2, 3, 4].slice(0, 3 + (number % 3));
  const head = `第${NUMERALS[number % 10]}條　`;
  if (style === 0) {
    const list = items
      .map((i) => `${NUMERALS[i]}、${at(SUBJECTS, i)}未依規定${at(DUTIES, i + 1)}者。`)
      .join('');
    return `${head}有下列情形之一者，主管機關得廢止其許可：${list}`;
  }
  if (style === 1) {
    const clauses = items.map((i) => `${at(SUBJECTS, i)}應於${at(TERMS, i)}內${at(DUTIES, i)}`).join('；');
    return `${head}依本辦法規定，${clauses}。但有正當理由者，不在此限。`;
  }
  if (style === 2) {
    const fines = items.map(
      (i) =>
        `違反第${NUMERALS[(number + i) % 10]}條第${NUMERALS[i]}項規定者，處新臺幣${NUMERALS[i]}萬元以上${NUMERALS[i + 4]}萬元以下罰鍰`,
    );
    return `${head}${fines.join('；')}；屆期未改善者，按次處罰。`;
  }
  return `${head}${at(SUBJECTS, 1)}應於${at(TERMS, 2)}內${at(DUTIES, 3)}，並由${at(SUBJECTS, 4)}${at(DUTIES, 5)}後${at(DUTIES, 6)}。`;
}

/** Everyday English. */
export const ENGLISH: readonly string[] = [
  'My card still has not arrived after two weeks, can you tell me where it is?',
  'Please transfer £250 to my sister’s account before Friday.',
  'The street lamp in front of our house has been out since last Monday.',
  'I’d like to know why I was charged a fee of $15 for this payment.',
  'Could you please send me the form that I need for the renewal of my licence?',
  'He said: “The hearing was moved to 3 p.m. – nobody told us.”',
  'The report (see page 12) lists 1,024 cases, 37 of them closed.',
  'It rained all night, and the underpass was flooded again in the morning.',
  'We ordered two crêpes and a café au lait; the bill came to 18.50 €.',
  'Is there a discount for students, seniors and people with a disability card?',
  'The committee will decide on the application within thirty days.',
  'Dogs must be kept on a lead at all times, even in the early morning.',
];
