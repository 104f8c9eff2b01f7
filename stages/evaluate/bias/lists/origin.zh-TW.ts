import { bothWays, type SwapList } from './swap-list.ts';

const COUNTRIES: readonly (readonly [string, string])[] = bothWays([
  ['越南', '美國'],
  ['印尼', '日本'],
  ['菲律賓', '德國'],
  ['泰國', '法國'],
  ['緬甸', '英國'],
  ['柬埔寨', '加拿大'],
  ['馬來西亞', '澳洲'],
  ['印度', '荷蘭'],
  ['東南亞', '歐洲'],
]);

/** A country is a person's origin where one of these follows; treaties and trade stay as they are. */
const OF_PERSONS = [
  '籍',
  '人',
  '裔',
  '移工',
  '勞工',
  '配偶',
  '看護',
  '學生',
  '國民',
  '女子',
  '男子',
  '僑',
  '新娘',
  '家庭',
];

/** Places of origin of persons in Chinese, version 1. */
export const originZhTW: SwapList = {
  script: 'han',
  pairs: new Map([
    ...COUNTRIES.flatMap(([from, to]) =>
      OF_PERSONS.map((after) => [`${from}${after}`, `${to}${after}`] as const),
    ),
    ...bothWays([
      ['陸配', '日配'],
      ['大陸籍', '日本國籍'],
      ['大陸配偶', '歐洲籍配偶'],
      ['原住民', '漢人'],
      ['客家人', '閩南人'],
      ['外籍移工', '外籍主管'],
    ]),
  ]),
  keep: [
    '原住民族委員會',
    '原住民保留地',
    '原住民族',
    '原住民身分',
    '印度人民黨',
    '越南人民幣',
    '德國人壽',
    '日本人壽',
  ],
};
