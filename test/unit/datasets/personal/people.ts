import type { Draw } from './draw.ts';

const SURNAMES = [
  ...'陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴',
  ...'范方宋鄧杜侯傅曹薛丁卓阮馬董溫唐藍石蔣古紀姚連馮歐程湯田康姜白汪鄒尤巫黎涂龔嚴韓袁金童陸夏柳',
  ...['歐陽', '張簡', '范姜', '司馬', '上官', '諸葛'],
];
const GIVEN = (
  '家豪 志明 俊傑 建宏 俊宏 志偉 志豪 文雄 金龍 正雄 淑芬 淑惠 美玲 雅婷 美惠 麗華 淑娟 淑貞 怡君 淑華 承恩 承翰 品睿 宥廷 詠晴 品妍 子晴 ' +
  '冠宇 宗翰 彥廷 柏翰 承佑 宜蓁 佳穎 欣怡 心怡 靜怡 雅雯 佩珊 惠雯 鈺婷 郁婷 思穎 詩涵 宛蓁 筱涵 秀英 秀蘭 玉蘭 素珍 阿土 金水 國華 明德 ' +
  '建國 振東 文彬 永昌 世昌 榮華 清標 添財 水木 大同 若瑜 依玲 以軒 其昌 如意 之凡 元宏 有德 信義 中平 本源 天賜 光輝 立群 守成 育仁 培倫 ' +
  '曉菁 湘儀 芷瑄 采潔 語彤 羽彤 沛晴 玟君 珮瑜 瑋婷 珈瑩 彗君 翊寧 宇軒 奕辰 睿恩 定國 全福 安琪 麗娜 春嬌 罔市 進財 來發'
).split(' ');
const GIVEN_SIGNS =
  '偉倫哲豪宏傑翔宇軒廷毅凱銘誠勇剛強輝斌龍華玲芳娟珍惠敏靜雅婷怡君萱蓉瑜琪潔瑩慧如雲英蘭梅菊鳳秀美麗淑貞真純愛心安平文武忠孝仁信義禮智';
const ROMAN_SURNAMES =
  'Chen Lin Huang Chang Lee Wang Wu Liu Tsai Yang Hsu Cheng Hsieh Kuo Hung Chiu Tseng Liao Lai Chou Yeh Su Chuang Lu Chiang Ho Hsiao Kao Pan Chien Chu Chung Peng Yu Chan Shih Shen'.split(
    ' ',
  );
const ROMAN_GIVEN =
  'Chia-Hao Chih-Ming Chun-Chieh Chien-Hung Shu-Fen Mei-Ling Ya-Ting Yi-Chun Cheng-En Kuan-Yu Tsung-Han Yen-Ting Hsin-Yi Pei-Shan Wei-Lun Po-Han Jia-Wei Yu-Hsuan Kevin Amy Jason Vivian'.split(
    ' ',
  );

/** A family and a given name. */
export function chineseName(draw: Draw): string {
  const surname = draw.of(SURNAMES);
  if (draw.chance(0.6)) return surname + draw.of(GIVEN);
  if (surname.length === 1 && draw.chance(0.2)) return surname + draw.of([...GIVEN_SIGNS]);
  return surname + draw.of([...GIVEN_SIGNS]) + draw.of([...GIVEN_SIGNS]);
}

/** A surname with what its bearer is called. */
export function addressedName(draw: Draw): string {
  return draw.of(SURNAMES) + draw.of(['先生', '小姐', '女士', '太太', '先生', '小姐']);
}

/** A name in Latin letters, as in passports or the other way round. */
export function romanName(draw: Draw): string {
  const [surname, given] = [draw.of(ROMAN_SURNAMES), draw.of(ROMAN_GIVEN)];
  return draw.of([`${surname} ${given}`, `${given} ${surname}`, `${surname}, ${given}`]);
}

const MAILBOXES = [
  'gmail.com',
  'yahoo.com.tw',
  'hotmail.com',
  'outlook.com',
  'ntu.edu.tw',
  'mail.moi.gov.tw',
  'hinet.net',
  'company.com.tw',
  'icloud.com',
  'protonmail.com',
  'example.org',
  'my-shop.tw',
];

export function emailAddress(draw: Draw): string {
  const word = draw.of([...ROMAN_SURNAMES, ...ROMAN_GIVEN]).toLowerCase();
  const local = draw.of([
    `${word}${draw.digits(3)}`,
    `${word}.${draw.of(ROMAN_SURNAMES).toLowerCase()}`,
    `${word}_${draw.digits(2)}`,
    `${word.replace('-', '')}+form`,
    `${draw.letters(2).toLowerCase()}${draw.digits(6)}`,
    `09${draw.digits(8)}`,
    word.toUpperCase(),
  ]);
  return `${local}@${draw.of(MAILBOXES)}`;
}
