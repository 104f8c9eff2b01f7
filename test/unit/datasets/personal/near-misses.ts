import type { PersonalKind } from '../../../../datasets/personal/kinds.ts';
import { type Draw, inWords } from './draw.ts';
import {
  businessDigits,
  cardDigits,
  citizenId,
  newResidentId,
  oldResidentId,
  writtenCard,
  writtenId,
} from './numbers.ts';

type Maker = (draw: Draw) => string;

const day = (draw: Draw) => `${draw.between(60, 113)}年${draw.between(1, 12)}月${draw.between(1, 28)}日`;
const serial = (draw: Draw, length: number) => `${draw.between(1, 9)}${draw.digits(length - 1)}`;

/** What looks like a kind and is none. */
const LOOKALIKES: Readonly<Record<PersonalKind, readonly Maker[]>> = {
  national_id: [
    (draw) => `身分證字號${writtenId(draw, citizenId(draw, false))}經查核錯誤，請重新輸入。`,
    (draw) => `ID number ${citizenId(draw, false)} failed the checksum.`,
    (draw) => `料號 ${draw.letters(1)}${draw.between(3, 7)}${draw.digits(8)} 缺貨中。`,
    (draw) => `批號：${draw.letters(1)}${draw.digits(8)}，數量${draw.digits(3)}。`,
    (draw) => `商品條碼${draw.letters(2)}${draw.digits(9)}TW 已由中華郵政收寄。`,
    (draw) => `${draw.letters(3)}${citizenId(draw).slice(1)}`,
    (draw) => `commit ${draw.letters(7, '0123456789abcdef')}a1${draw.digits(12)}`,
  ],
  resident_certificate: [
    (draw) => `居留證號${writtenId(draw, newResidentId(draw, false))}查無資料。`,
    (draw) => `統一證號 ${oldResidentId(draw, false)} 檢查碼不符。`,
    (draw) => `發票號碼：${draw.letters(1)}${draw.letters(1, 'ABCD')}-${draw.digits(8)}，金額 350 元。`,
    (draw) => `發票字軌${draw.letters(2, 'EFGHJKLMNPQ')}${draw.digits(8)}中獎六獎。`,
    (draw) => `Invoice ${draw.letters(2, 'EFGHJKLMNPQ')}${draw.digits(8)} is due.`,
    (draw) => `訂單 ${draw.letters(2)}${draw.digits(10)} 已出貨。`,
  ],
  business_number: [
    (draw) => `統一編號 ${businessDigits(draw, false)} 檢查碼有誤。`,
    (draw) => `公司統編：${businessDigits(draw, false)}（查無此號）`,
    (draw) => `本案編號${businessDigits(draw)}，請於文到十日內補正。`,
    (draw) => `實收資本額新臺幣 ${businessDigits(draw)} 元。`,
    (draw) =>
      `交易日期 ${draw.between(1990, 2025)}${draw.of(['0115', '0630', '1231', '1010'])}，流水號 ${businessDigits(draw)}。`,
    (draw) => `Population reached ${businessDigits(draw)} last year.`,
    (draw) => `第${businessDigits(draw)}號`,
  ],
  mobile: [
    (draw) => `台財稅字第09${draw.digits(8)}號函釋示在案。`,
    (draw) => `訂單編號：09${draw.digits(8)}，預計週五到貨。`,
    (draw) => `流水號09${draw.digits(8)}之文件已歸檔。`,
    (draw) => `簡訊簡碼 09${draw.digits(3)} 已停用。`,
    (draw) => `序號 2${draw.digits(3)}-09${draw.digits(2)}-${draw.digits(6)} 的產品已過保固。`,
    (draw) => `ISBN 978-957-${draw.digits(2)}-${draw.digits(4)}-${draw.digits(1)}`,
    (draw) => `MOF ruling Tai-Tsai-Shui-Tzu No. 09${draw.digits(8)} refers.`,
    (draw) => `匯率為 0.9${draw.digits(8)}`,
  ],
  landline: [
    (draw) => `撥打${draw.of(['1999', '110', '119', '165', '113'])}專線通報。`,
    (draw) => `免付費服務 0800-${draw.digits(3)}-${draw.digits(3)}`,
    (draw) => `會議時間為 02:${draw.between(10, 59)}-0${draw.between(3, 9)}:30，共 ${draw.digits(3)} 人。`,
    (draw) => `院台訴字第0${draw.between(80, 89)}00${draw.digits(5)}號訴願決定`,
    (draw) => `序號：0${draw.between(2, 8)}-${draw.digits(8)}`,
    (draw) => `日期 ${draw.between(2001, 2024)}-0${draw.between(1, 9)}-${draw.between(10, 28)} 至 2025-12-31`,
    (draw) => `單號0${draw.between(2, 8)}${draw.digits(8)}已結案。`,
    (draw) => `成績 02-${draw.digits(2)}，排名 03-${draw.digits(3)}。`,
  ],
  email: [
    (draw) => `請追蹤 @${draw.letters(6).toLowerCase()} 的帳號。`,
    (draw) => `圖檔 logo@${draw.between(2, 3)}x.png 解析度不足。`,
    (draw) => `npm install @types/node@${draw.between(10, 22)}.${draw.digits(1)}.${draw.digits(1)}`,
    (draw) => `單價 ${draw.digits(3)}@${draw.digits(2)} 元`,
    (draw) => `git clone git@github.com:team/${draw.letters(5).toLowerCase()}.git`,
    (draw) => `cron: @daily, worker${draw.digits(2)}@localhost`,
    (draw) => `postgres://reader:${draw.letters(8)}@db.example.com:5432/app${draw.digits(2)}`,
  ],
  address: [
    (draw) =>
      `本案公告於${draw.of(['臺北市中山區', '台中市西屯區', '新北市三重區', '花蓮縣秀林鄉'])}公所公布欄${draw.digits(1)}日。`,
    (draw) => `${draw.of(['臺北市', '桃園市', '雲林縣'])}政府${day(draw)}府法字第${serial(draw, 10)}號函`,
    (draw) => `國道${inWords(draw.between(1, 10))}號北上${draw.digits(2)}公里處回堵。`,
    (draw) =>
      `依第${inWords(draw.between(1, 60))}條第${inWords(draw.between(1, 9))}項第${inWords(draw.between(1, 9))}款規定辦理。`,
    (draw) => `大安段${inWords(draw.between(1, 5))}小段${draw.between(1, 900)}地號土地`,
    (draw) => `中山北路${inWords(draw.between(1, 7))}段的路樹倒了，請派員處理。`,
    (draw) => `信義路與復興南路口的號誌第${draw.between(1, 9)}次故障。`,
    (draw) => `本案經道路${draw.between(1, 9)}號工程發包，網路${draw.between(1, 9)}號機房同步施工。`,
    (draw) =>
      `Item No. ${draw.between(1, 99)}, Model ${draw.letters(2)}-${draw.digits(2)}, Main Street Edition`,
    (draw) => `公車${draw.between(1, 900)}路${draw.between(1, 9)}號車脫班。`,
  ],
  bank_account: [
    (draw) => `交易序號 ${serial(draw, 14)}，請保留收據。`,
    (draw) => `核撥金額 ${serial(draw, 10)} 元。`,
    (draw) => `包裹追蹤號碼 ${serial(draw, 12)} 已到店。`,
    (draw) => `帳號登入失敗，請於 ${draw.between(10, 59)} 分鐘後再試。`,
    (draw) => `銀行局金管銀法字第${serial(draw, 11)}號令`,
    (draw) => `存款餘額為 ${draw.between(1, 9)},${draw.digits(3)},${draw.digits(3)},${draw.digits(3)} 元`,
    (draw) => `timestamp ${serial(draw, 13)} in the log`,
    (draw) => `我的遊戲帳號是 player${draw.digits(4)}，被盜了。`,
    (draw) => `銀行代碼 ${draw.digits(3)}，分行代碼 ${draw.digits(4)}。`,
  ],
  card: [
    (draw) => `卡號 ${writtenCard(draw, cardDigits(draw, false))} 無效。`,
    (draw) => `Card ${cardDigits(draw, false)} is not accepted.`,
    (draw) => `訂單編號 ${cardDigits(draw)} 處理中。`,
    (draw) => `9${draw.digits(15)}`,
    (draw) => `序號：${writtenCard(draw, cardDigits(draw))}`,
    (draw) =>
      `id=${draw.letters(8, '0123456789abcdef')}-${draw.digits(4)}-4${draw.digits(3)}-${draw.digits(4)}-${draw.digits(12)}`,
    (draw) => `時間戳 ${draw.between(2019, 2025)}${draw.of(['0630', '1125'])}${draw.digits(8)}`,
  ],
  passport: [
    (draw) =>
      `護照規費 ${draw.digits(4)} 元，效期至 ${draw.between(2026, 2034)}${draw.of(['0630', '1125'])}。`,
    (draw) => `訂位代號 ${draw.letters(6)}，票號 ${draw.digits(9)}。`,
    (draw) => `依護照條例第${inWords(draw.between(1, 30))}條，案號 3${draw.digits(8)}。`,
    (draw) => `樣本數 3${draw.digits(8)} 筆`,
    (draw) => `Flight ${draw.letters(2)}${draw.digits(3)} departs on ${draw.between(2020, 2026)}-05-01.`,
    (draw) => `Passport fees rose by ${draw.digits(2)} percent in ${draw.between(1999, 2024)}.`,
    (draw) => `型號 ${draw.letters(2)}${draw.digits(7)}`,
  ],
  plate: [
    (draw) => `顯示卡 RTX-${draw.of(['3060', '3090', '4070', '4090'])} 缺貨。`,
    (draw) => `通過 ISO-${draw.of(['9001', '1400', '2700'])} 認證。`,
    (draw) => `零件型號 ${draw.letters(3)}-${draw.digits(4)} 停產。`,
    (draw) => `Ticket ${draw.letters(3)}-${draw.digits(4)} was closed.`,
    (draw) => `Fix ${draw.letters(3)}-${draw.digits(3)}: crash on start`,
    (draw) => `CVE-${draw.between(2010, 2025)}-${draw.digits(5)}`,
    (draw) => `課程代碼 ${draw.letters(2)}-${draw.digits(4)}，三學分。`,
    (draw) => `車輛總重 ${draw.digits(4)} kg，車牌應懸掛於明顯處。`,
  ],
  health_card: [
    (draw) => `健保費新臺幣 ${draw.digits(4)} 元，收據編號 ${draw.digits(12)}。`,
    (draw) => `住院號碼 ${draw.digits(12)}`,
    (draw) => `條碼 ${draw.digits(12)}`,
    (draw) => `健保卡遺失者，工本費 ${draw.digits(3)} 元，申請書流水號${draw.digits(12)}。`,
    (draw) => `UPC ${draw.digits(12)} out of stock`,
    (draw) => `全民健康保險法第${inWords(draw.between(1, 99))}條，健保署字第${draw.digits(12)}號。`,
  ],
  birth_date: [
    (draw) => `中華民國${day(draw)}以前出生者，適用舊制。`,
    (draw) => `本辦法自${day(draw)}生效。`,
    (draw) => `${day(draw)}出生登記統計如附表。`,
    (draw) => `學生應於${day(draw)}前完成註冊。`,
    (draw) => `出生率自${draw.between(2001, 2023)}年起逐年下降。`,
    (draw) => `公司成立於${day(draw)}，資本額三千萬元。`,
    (draw) => `契約期間自${day(draw)}起至${day(draw)}止。`,
    (draw) => `事故發生於${day(draw)}上午。`,
    (draw) =>
      `The Act was born of a ${draw.between(1980, 2020)} compromise, effective ${draw.between(1980, 2020)}-07-01.`,
    (draw) => `民國${day(draw)}以後出生之子女，不在此限。`,
  ],
  name: [
    (draw) =>
      `聯絡人：${draw.of(['總務處', '人事室', '服務台', '資訊中心', '客服人員', '業務承辦', '管理室'])}`,
    (draw) =>
      `申請人${draw.of(['應於', '得向', '未依', '經通知', '如有', '曾任', '高於', '許可後', '簡要說明', '方得', '於期限內', '何時', '全部'])}${inWords(draw.between(1, 30))}日內補正。`,
    (draw) => `姓名、電話及地址為必填欄位（共 ${draw.digits(2)} 項）。`,
    (draw) =>
      `${draw.of(['科長', '局長', '主任', '承辦人員', '檢察官', '總經理', '董事長'])}核定後，送${draw.of(['秘書室', '會計室', '人事處'])}存查。`,
    (draw) => `各位${draw.of(['先生', '女士', '小姐', '同學', '老師'])}，第${draw.digits(1)}次會議改期。`,
    (draw) =>
      `負責人：${draw.of(['董事長', '總經理', '管理委員會', '詳附件', '同上', '金融機構', '高雄市政府'])}`,
    (draw) =>
      `${draw.of(['為何', '任何', '許多', '對方', '我方', '高年級', '全體', '一位'])}${draw.of(['先生', '老師', '同學', '律師', '小姐'])}都沒有回覆。`,
    (draw) => `代表人：${draw.of(['金門縣政府', '連江縣政府', '高雄市議會', '文化部', '管理處', '經濟部'])}`,
    (draw) =>
      `Name: ${draw.of(['Ministry of Justice', 'Central Bank', 'Annual Report', 'Sample Form', 'Account Type'])}`,
    (draw) =>
      `Dear ${draw.of(['Customer', 'Sir or Madam', 'Applicant', 'Colleagues'])}, case ${draw.digits(4)} is closed.`,
  ],
};

/** One text that looks as if it held the kind. */
export function nearMissOf(draw: Draw, kind: PersonalKind): string {
  return draw.of(LOOKALIKES[kind])(draw);
}
