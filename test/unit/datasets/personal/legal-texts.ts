import { type Draw, inWords } from './draw.ts';

const LAWS =
  '民法 刑法 行政程序法 勞動基準法 個人資料保護法 公司法 土地法 平均地權條例 道路交通管理處罰條例 全民健康保險法 稅捐稽徵法 銀行法 護照條例 戶籍法 姓名條例 入出國及移民法 公寓大廈管理條例 政府採購法 信託法 船員法'.split(
    ' ',
  );
const AGENCIES =
  '內政部 財政部 衛生福利部 交通部 勞動部 教育部 法務部 臺北市政府 高雄市政府地政局 臺灣高等法院臺中分院 最高行政法院 新北市板橋區公所 金門縣政府 行政院環境保護署 金融監督管理委員會 中央健康保險署 苗栗縣政府'.split(
    ' ',
  );
const OFFICE_SIGNS =
  '台內地字 府授法二字 財稅字 衛署健保字 勞動條一字 院臺訴字 北市法綜字 高市府地籍字 金管銀法字 交路字 台八十六內字'.split(
    ' ',
  );

const TEMPLATES: readonly string[] = [
  '依{law}第{words}條第{words}項第{words}款規定，主管機關為{agency}；在直轄市為直轄市政府，在縣（市）為縣（市）政府。',
  '本條例自中華民國{words}年{words}月{words}日施行。',
  '本法於中華民國{words}年{words}月{words}日以前出生之役男，不適用之。',
  '中華民國{n}年{month}月{day}日{agency}（{n}）{sign}第 {serial} 號令修正發布第 {n}、{n} 條條文；並自發布日施行',
  '{agency}{n}年{month}月{day}日{sign}第{serial}號函參照。',
  '發文字號：{sign}第{serial}號',
  '發文日期：中華民國{n}年{month}月{day}日',
  '處新臺幣{words}萬元以上{words}十萬元以下罰鍰，並得按次處罰。',
  '核定補助經費計新臺幣{amount}元整，分{n}期撥付。',
  '前項申請書應載明申請人姓名、性別、出生年月日、國民身分證統一編號、住所或居所及聯絡電話。',
  '申請人應檢附身分證影本、戶籍謄本及最近三個月內二吋半身照片{n}張，向戶籍所在地鄉（鎮、市、區）公所申請。',
  '代理人應提出委任書；申請人未成年者，由法定代理人為之。',
  '被告於言詞辯論終結前，得隨時提出有利之證據；原告經合法通知，無正當理由不到場者，視為撤回。',
  '司法院釋字第{serial3}號解釋、最高法院{n}年度台上字第{serial4}號判決意旨參照。',
  '臺灣臺北地方法院{n}年度訴字第{serial4}號民事判決',
  '車輛號牌之字體、顏色及格式，由交通部公路局定之；汽車行車執照每{words}年換發一次。',
  '持卡人應於繳款截止日前繳付信用卡帳款，循環信用利率以年息百分之{n}為上限。',
  '金融機構應設置存款帳戶開戶審查程序，並留存交易紀錄至少{words}年。',
  '護照之效期，以十年為限；未滿十四歲者，以五年為限，規費新臺幣一千{words}百元。',
  '健保卡之製發、換發及補發，其工本費為新臺幣{n}元。',
  '國道{n}號、台{n}線及縣道{n}號之路權範圍內，不得設置廣告物。',
  '坐落臺北市大安區{words}小段{n}地號土地，面積{amount}平方公尺，應有部分{n}分之一。',
  '{law}第 {n} 條之 {n}、第 {n} 條第 {n} 項但書，自一百零{words}年一月一日施行。',
  '各級主管機關應置主任、組長、科長、專員、科員及辦事員，由{agency}定之。',
  '先生、小姐、女士等稱謂，由當事人自行選擇，機關不得限制。',
  '電話號碼、電子郵件信箱及通訊地址變更時，應於{n}日內通知承辦單位。',
  'Article {n} of the {english} shall enter into force on {english_date}; the competent authority is the Ministry of Finance.',
  'Promulgated by Presidential Order Hua-Zong-Yi-Yi-Tzu No. {serial} on {english_date}.',
  'A fine of not less than NT$ {amount} and not more than NT$ {amount} shall be imposed on the person responsible.',
  'Pursuant to Paragraph {n}, Article {n}, applicants shall state their names, dates of birth, ID numbers and addresses.',
];
const ENGLISH = [
  'Personal Data Protection Act',
  'Labor Standards Act',
  'Passport Act',
  'Banking Act',
  'Highway Act',
  'Household Registration Act',
];
const MONTHS = ['January', 'March', 'May', 'July', 'October', 'December'];

/** A passage as laws, rulings and letters of agencies have it: full of numbers and dates, and nobody's. */
export function legalText(draw: Draw): string {
  const texts = Array.from({ length: draw.between(1, 2) }, () => draw.of(TEMPLATES));
  return texts.join('').replace(/\{(\w+)\}/g, (_, place: string) => written(draw, place));
}

function written(draw: Draw, place: string): string {
  switch (place) {
    case 'law':
      return draw.of(LAWS);
    case 'agency':
      return draw.of(AGENCIES);
    case 'sign':
      return draw.of(OFFICE_SIGNS);
    case 'english':
      return draw.of(ENGLISH);
    case 'english_date':
      return `${draw.of(MONTHS)} ${draw.between(1, 28)}, ${draw.between(1929, 2024)}`;
    case 'words':
      return inWords(draw.between(1, 99));
    case 'month':
      return String(draw.between(1, 12));
    case 'day':
      return String(draw.between(1, 28));
    case 'amount':
      return draw.of([
        `${draw.between(1, 99)},${draw.digits(3)}`,
        `${draw.between(1, 9)},${draw.digits(3)},${draw.digits(3)}`,
        String(draw.between(100, 99_999_999)),
      ]);
    case 'serial':
      return draw.of([
        `0${draw.between(90, 99)}0${draw.digits(6)}`,
        `1${draw.digits(9)}`,
        `09${draw.digits(8)}`,
        draw.digits(10),
        `1${draw.digits(10)}`,
        `${draw.digits(8)}`,
      ]);
    case 'serial3':
      return String(draw.between(100, 813));
    case 'serial4':
      return String(draw.between(1, 9999));
    default:
      return String(draw.between(1, 120));
  }
}
