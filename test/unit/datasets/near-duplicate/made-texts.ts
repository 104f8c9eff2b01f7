/** Whole numbers below a limit, the same for the same seed (the generator mulberry32). */
export function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const WHO =
  words(`申請人 主管機關 承租人 雇主 受委託機構 營業人 直轄市政府 縣（市）政府 事業單位 被保險人 投保單位 檢驗機構
  特約醫療院所 公寓大廈管理委員會 船舶所有人 航空站經營人 受補助團體 學術研究機構 農產品批發市場 發行人 保證人 債權人 委員會
  鑑定人 監察人 清算人 納稅義務人 扣繳義務人 駕駛人 執業醫師 藥事人員 建築師 起造人 土地所有權人 地上權人 漁會 合作社 社員
  役男 考生 教師 家長會 幼兒園 寄養家庭 志願服務者 消防隊 警察局 海岸巡防機關 林務單位 礦業權者 電業 自來水事業 港務公司`);
const WHEN =
  words(`於每年一月底前 自核准之日起三十日內 屆期未改善者 必要時 於施工期間 遇有天然災害時 經書面通知後 停業前
  於前項情形 每半年 變更登記後十五日內 於輸入前 未依規定辦理者 發生意外事故時 於契約終止後 依前條規定 期滿前二個月 接獲檢舉後
  於審查期間 開始營運前 受停權處分者 於颱風警報發布後 經抽查不合格者 逾期者 會計年度終了後 於公告次日起 因不可抗力事由`);
const DO =
  words(`應檢附 得申請補發 不得轉讓 應公開揭示 應保存 得免繳納 應定期查核 應報請備查 得委託代辦 應繳回 應重新檢驗 不得擅自變更
  應登錄 得撤銷 應妥善保管 應暫停使用 得酌予補助 應會同勘查 應送請核定 得廢止 應逐級陳報 應汰換 得展延 應限期清除 應造冊列管
  不得重複領取 應據實填報 得請求閱覽 應副知 應即時通報 應辦理抽驗 得扣抵 應修正 應張貼 得查封 應編列 應移交 應予註銷`);
const WHAT =
  words(`安全衛生工作守則 營運計畫書 財務報表 許可證影本 環境影響說明書 鍋爐檢查合格證 土地使用分區證明 漁船船員手冊 捐助章程
  疫苗接種紀錄 公共意外責任保險 消防設備檢修申報書 污水排放許可 果樹種苗標示 農藥販賣業執照 就業服務專業人員證書 特殊教育方案
  港區通行證 電信設備審驗證明 採購契約副本 勞工名冊 員工薪資清冊 廢棄物清運聯單 古蹟修復計畫 體育場館租借辦法 役籍資料
  駕駛執照 使用執照 測量成果圖 水權狀 商標註冊證 專利說明書 繼承系統表 存款餘額證明 病歷摘要 藥品查驗登記資料 長照服務紀錄
  校園災害防救計畫 礦場保安報告 輻射防護計畫 飛航紀錄 氣象觀測資料 遊覽車租用契約 停車場收費標準 圖書館典藏目錄 檔案銷毀目錄`);
const EN = {
  who: words(
    'applicant employer licensee carrier insurer tenant trustee operator importer surveyor auditor guardian',
  ),
  must: [
    'shall keep',
    'may withdraw',
    'must publish',
    'shall renew',
    'may not transfer',
    'must return',
    'shall inspect',
  ],
  what: words(`ledgers permits certificates invoices drawings samples contracts receipts passports manifests minutes forecasts
    warranties deeds licences timetables inventories prescriptions blueprints policies`),
  when: [
    'within thirty days',
    'upon request',
    'every quarter',
    'before departure',
    'after closing',
    'without delay',
  ],
};
/** Characters that names are made of. */
const NAMES = [...new Set([...WHO, ...WHAT].join(''))];

type Dice = ReturnType<typeof dice>;
const one = <T>(list: readonly T[], roll: Dice): T => list[roll(list.length)]!;

function chineseClause(roll: Dice): string {
  const name = Array.from({ length: 2 + roll(3) }, () => one(NAMES, roll)).join('');
  const clause = `${one(WHO, roll)}${name}${one(WHEN, roll)}${one(DO, roll)}${one(WHAT, roll)}`;
  return roll(3) === 0 ? `${clause}（第${roll(100_000)}號）` : clause;
}

function englishClause(roll: Dice): string {
  const code = `${roll(2 ** 24).toString(36)}-${roll(10_000)}`;
  return `the ${one(EN.who, roll)} ${one(EN.must, roll)} ${one(EN.what, roll)} ${code} ${one(EN.when, roll)}`;
}

/** One to six clauses like a regulation's; one text in six is English. */
export function madeText(roll: Dice): string {
  const english = roll(6) === 0;
  const clauses = Array.from({ length: 1 + roll(6) }, () =>
    english ? englishClause(roll) : chineseClause(roll),
  );
  return english ? `${clauses.join('; ')}.` : `${clauses.join('，')}。`;
}

/** Five to twenty characters, as in a form's subject line. */
export function shortText(roll: Dice): string {
  const text =
    roll(6) === 0
      ? `${one(EN.who, roll)} ${one(EN.what, roll)}`
      : `${one(WHO, roll)}${one(DO, roll)}${one(WHAT, roll)}`;
  return text.slice(0, 5 + roll(16));
}

/** The text with that many characters replaced, taken out or put in. */
export function edited(text: string, edits: number, roll: Dice): string {
  const units = [...text];
  for (let edit = 0; edit < edits; edit++) {
    const at = roll(units.length);
    const unit = one([...one(WHAT, roll)], roll);
    units.splice(at, roll(3) === 0 ? 0 : 1, ...(roll(3) === 0 ? [] : [unit]));
  }
  return units.join('');
}

/**
 * `count` texts, every `nth` of them a copy of an earlier one: with other punctuation, or with so many edits that it lies
 * about the threshold of 0.8, some above and some below. One original in five is short.
 */
export function* madeTexts(count: number, seed: number, nth = 10): Generator<string> {
  const roll = dice(seed);
  const recent: string[] = [];
  let originals = 0;
  for (let row = 1; row <= count; row++) {
    if (row % nth === 0) {
      const text = one(recent, roll);
      yield roll(5) === 0 ? text.replaceAll('，', '、') : edited(text, 1 + roll(1 + text.length / 8), roll);
      continue;
    }
    const text = roll(5) === 0 ? shortText(roll) : madeText(roll);
    recent[originals++ % 10_000] = text;
    yield text;
  }
}
