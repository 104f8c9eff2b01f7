/** Surnames of Taiwan by frequency (Ministry of the Interior, national name statistics), the plain ones. */
const PLAIN =
  '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱廖賴徐周葉蘇莊呂蕭羅潘朱鍾彭詹胡沈余盧梁趙顏柯翁魏孫戴范宋鄧杜侯傅曹薛丁卓馬董唐蔣紀姚馮歐湯姜汪鄒尤巫鐘黎涂塗龔嚴韓袁陸凃邵錢倪譚駱熊甘秦顧毛萬俞粘饒闕凌崔尹孔歐武辜陶龍葛池褚殷賀賈莫丘裴樊佘魯鮑郝穆邢蒲閻耿聶繆岳籃喬龎龐翟鄞姬甯倪江游谷鄺冼柴湛藺滕鄢佟敖祁晏閔臧屈阮童夏柳';

/** Surnames that are ordinary words as well: 曾 (once), 高 (high). */
const WORDLIKE =
  '曾何高簡施方程溫唐藍石康田古白連金伍于章史官雷辛易韋孟麥包梅華全左花安成盛符申祝單舒畢牛留季幸尚喻練曲齊樂明宗樊魚巴黨冉苗藍范隋';

/** Surnames whose words are everywhere in running text: 應 (shall), 管 (to manage). */
const EVERYWHERE = '應任管關向時查車房計解利常文家商項路段米';

/** Of two characters; those of couples who carry both names (陳林) are told otherwise. */
const COMPOUND = new Set(
  '歐陽 張簡 范姜 司馬 司徒 諸葛 上官 夏侯 東方 皇甫 公孫 令狐 尉遲 長孫 宇文 慕容 鍾離 端木 軒轅 南宮 西門 淳于 申屠 呼延 獨孤 周黃 張廖'.split(
    ' ',
  ),
);

export const PLAIN_SURNAMES: ReadonlySet<string> = new Set(PLAIN);
/** Surnames that are believed only where a form or an introduction says that a name comes. */
export const UNLIKELY_SURNAMES: ReadonlySet<string> = new Set(EVERYWHERE);
const SURNAMES: ReadonlySet<string> = new Set(PLAIN + WORDLIKE + EVERYWHERE);

/** Every character that a surname begins with. */
export const SURNAME_HEADS = [...SURNAMES, ...Array.from(COMPOUND, (name) => name[0]!)].join('');

/** Length of the surname that the text has at `at`: 2, 1, or 0 for none. */
export function surnameLength(text: string, at: number): 0 | 1 | 2 {
  if (COMPOUND.has(text.slice(at, at + 2))) return 2;
  return SURNAMES.has(text[at] ?? '') ? 1 : 0;
}

/** Hanyu Pinyin, Wade–Giles and the spellings in passports. */
export const ROMAN_SURNAMES: ReadonlySet<string> = new Set(
  (
    'chen lin huang chang zhang lee li wang wu liu tsai cai yang hsu xu cheng zheng hsieh xie hung hong kuo guo chiu qiu tseng zeng liao lai chou zhou yeh ye su chuang zhuang ' +
    'lu lyu lue chiang jiang ho he hsiao xiao lo luo kao gao pan chien jian chu zhu chung zhong peng you yu chan zhan hu shih shi shen lu liang chao zhao yen yan ko ke weng wei sun tai dai ' +
    'fan fang sung song teng deng tu du fu hou tsao cao hsueh xue ting ding ma tung dong cho zhuo tang lan shih feng chi ji yao lien lian ou tien tian kang wen ku gu pai bai chin jin ' +
    'tsou zou wang yu yin li han yuan tung nieh ni hsia xia shao chien qian liu lei jao mei kung gong yen wan mao chan kan gan chin qin ouyang szeto'
  ).split(' '),
);
