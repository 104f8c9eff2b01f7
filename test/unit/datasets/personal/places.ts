import { type Draw, fullWidth, inWords } from './draw.ts';

const PLACES = (
  '臺北市大安區 臺北市中正區 台北市信義區 台北市士林區 臺北市萬華區 新北市板橋區 新北市三重區 新北市新店區 新北市淡水區 桃園市中壢區 桃園市龜山區 ' +
  '臺中市西屯區 台中市北區 臺中市太平區 臺南市東區 台南市安南區 臺南市中西區 高雄市三民區 高雄市左營區 高雄市那瑪夏區 基隆市仁愛區 新竹市東區 嘉義市西區 ' +
  '新竹縣竹北市 新竹縣湖口鄉 苗栗縣頭份市 苗栗縣後龍鎮 彰化縣員林市 彰化縣鹿港鎮 南投縣草屯鎮 南投縣仁愛鄉 雲林縣斗六市 雲林縣西螺鎮 嘉義縣民雄鄉 嘉義縣阿里山鄉 ' +
  '屏東縣屏東市 屏東縣三地門鄉 宜蘭縣羅東鎮 宜蘭縣礁溪鄉 花蓮縣花蓮市 花蓮縣秀林鄉 臺東縣臺東市 台東縣太麻里鄉 澎湖縣馬公市 金門縣金城鎮 連江縣南竿鄉'
).split(' ');
const ROADS = (
  '中正路 中山路 中山北路 和平東路 忠孝東路 信義路 仁愛路 民生東路 復興南路 建國路 自由路 自強路 大同街 文化路 光復路 光明六路 成功路 林森北路 羅斯福路 三民路 ' +
  '民權街 永福街 福德二街 大學路 學府路 博愛街 臺灣大道 凱達格蘭大道 縣民大道 市府路 公園路 溪尾街 大業路 至善路 經國路 南京東路 新生南路 青年路 五福三路 九如一路 七賢二路 東門街 ' +
  '中華路 重慶南路 景平路 水源路 水利路 國光街 圓通路 站前路 後驛街 健康路'
).split(' ');
const VILLAGES = '大安里 福德里 中興里 光復里 富世村 日月村 樂野村 永樂里 東興里 水源里 仁和村 大同村'.split(
  ' ',
);
const HAMLETS = '富世 美信 中坑 頂寮 下庄 埔尾 新厝 三塊厝'.split(' ');

/** Digits, full-width digits or words, one way in one address. */
type Counting = (value: number) => string;

/** A whole postal address, written in one of the ways in use. */
export function postalAddress(draw: Draw): string {
  const counting = draw.of<Counting>([String, String, String, (value) => fullWidth(String(value)), inWords]);
  const place = draw.of(PLACES);
  const gap = draw.chance(0.08) ? ' ' : '';
  const zip = draw.chance(0.2) ? draw.of(['106', '10617', '220', '(404)', '900 ', '30010']) : '';
  const street = draw.chance(0.12) ? villageStreet(draw, counting) : roadStreet(draw, counting);
  return `${zip}${place}${gap}${street}${house(draw, counting)}`;
}

/** An address that leaves county and district out, as within a town. */
export function streetAddress(draw: Draw): string {
  const counting = draw.of<Counting>([String, String, inWords]);
  return roadStreet(draw, counting, 0) + house(draw, counting);
}

function roadStreet(draw: Draw, counting: Counting, local = 0.15): string {
  let street = draw.chance(local)
    ? `${draw.of(VILLAGES)}${draw.chance(0.6) ? `${counting(draw.between(1, 30))}鄰` : ''}`
    : '';
  street += draw.of(ROADS);
  if (draw.chance(0.4))
    street += `${draw.chance(0.5) ? inWords(draw.between(1, 7)) : counting(draw.between(1, 7))}段`;
  if (draw.chance(0.35)) street += `${counting(draw.between(1, 480))}巷`;
  if (street.endsWith('巷') && draw.chance(0.5)) street += `${counting(draw.between(1, 60))}弄`;
  return street;
}

function villageStreet(draw: Draw, counting: Counting): string {
  const neighbourhood = `${counting(draw.between(1, 25))}鄰`;
  return (
    draw.of(VILLAGES) + draw.of([`${neighbourhood}${draw.of(HAMLETS)}`, neighbourhood, draw.of(HAMLETS)])
  );
}

function house(draw: Draw, counting: Counting): string {
  const number = counting(draw.between(1, 399));
  const second = counting(draw.between(1, 12));
  const home = draw.of([
    `${number}號`,
    `${number}號`,
    `${number}號`,
    `${number}之${second}號`,
    `${number}號之${second}`,
  ]);
  if (draw.chance(0.5) || home.endsWith(second)) return home;
  const floor = counting(draw.between(2, 24));
  return (
    home +
    draw.of([
      `${floor}樓`,
      `${floor}樓`,
      `${floor}樓之${second}`,
      `${draw.between(2, 24)}F`,
      '地下一樓',
      `${floor}樓${draw.between(101, 909)}室`,
    ])
  );
}

const ENGLISH_ROADS = [
  'Heping E. Rd.',
  'Zhongshan N. Rd.',
  'Xinyi Rd.',
  'Minsheng E. Rd.',
  'Roosevelt Rd.',
  'Wenhua Rd.',
  'Datong St.',
  'Taiwan Blvd.',
  'Guangfu S. Rd.',
  'Bo’ai St.',
];
const ENGLISH_PLACES = [
  "Da'an Dist., Taipei City",
  'Banqiao Dist., New Taipei City',
  'Xitun Dist., Taichung City',
  'East Dist., Tainan City',
  'Zuoying Dist., Kaohsiung City',
  'Zhubei City, Hsinchu County',
];

export function englishAddress(draw: Draw): string {
  const floor = draw.chance(0.3) ? `${draw.between(2, 20)}F., ` : '';
  const lane = draw.chance(0.3) ? `Ln. ${draw.between(2, 300)}, ` : '';
  const section = draw.chance(0.5) ? `Sec. ${draw.between(1, 7)}, ` : '';
  const end = draw.of([
    '',
    ` ${draw.between(100, 983)}`,
    `, Taiwan (R.O.C.)`,
    ` ${draw.between(10001, 98399)}, Taiwan`,
  ]);
  return `${floor}No. ${draw.between(1, 400)}, ${lane}${section}${draw.of(ENGLISH_ROADS)}, ${draw.of(ENGLISH_PLACES)}${end}`;
}
