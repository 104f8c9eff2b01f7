import type { SwapList } from './swap-list.ts';

/** Family names that many carry in Taiwan, each with one that tells of another origin (Vietnam, Indonesia, the peoples of Taiwan). */
const SURNAMES: readonly (readonly [string, string])[] = [
  ['陳', '阮'],
  ['林', '鄧'],
  ['黃', '裴'],
  ['張', '武'],
  ['李', '黎'],
  ['王', '范'],
  ['吳', '阮'],
  ['劉', '陶'],
  ['蔡', '鄧'],
  ['楊', '裴'],
  ['許', '武'],
  ['鄭', '黎'],
  ['謝', '范'],
  ['郭', '阮'],
  ['洪', '鄧'],
  ['曾', '裴'],
  ['邱', '武'],
  ['廖', '黎'],
  ['賴', '范'],
  ['周', '阮'],
  ['徐', '鄧'],
  ['蘇', '裴'],
  ['葉', '武'],
  ['莊', '黎'],
  ['呂', '范'],
  ['江', '阮'],
  ['蕭', '裴'],
  ['羅', '武'],
];

/** What follows a family name where a person is meant. */
const AFTER_SURNAME = ['先生', '女士', '小姐', '太太', '君', '○○', '〇〇', 'ＯＯ', 'OO', '某'];

/** Given names as common, men's and women's, each with one of the same gender from elsewhere. */
const GIVEN: readonly (readonly [string, string])[] = [
  ...[
    '志明',
    '家豪',
    '俊傑',
    '建宏',
    '志偉',
    '冠宇',
    '宗翰',
    '文雄',
    '明哲',
    '小明',
    '大明',
    '承恩',
    '柏翰',
  ].map((name, i) => [name, ['文德', '庫穗', '達瑪', '文勇'][i % 4]!] as const),
  ...[
    '淑芬',
    '怡君',
    '雅婷',
    '美玲',
    '麗華',
    '淑惠',
    '佳穎',
    '詩涵',
    '心怡',
    '小華',
    '小美',
    '春嬌',
    '秀英',
  ].map((name, i) => [name, ['氏梅', '巴奈', '娜妮', '氏花'][i % 4]!] as const),
];

const titled = SURNAMES.flatMap(([from, to]) =>
  AFTER_SURNAME.map((after) => [`${from}${after}`, `${to}${after}`] as const),
);
const full = SURNAMES.flatMap(([from, to]) =>
  GIVEN.map(([given, other]) => [`${from}${given}`, `${to}${other}`] as const),
);

/** Names of persons in Chinese, version 1. */
export const namesZhTW: SwapList = {
  script: 'han',
  pairs: new Map([...titled, ...full]),
  keep: ['國王某'],
};
