import { matchesOf } from '../text/matches.ts';
import { isCardNumber } from './card.ts';
import { type DigitRun, digitRuns } from './digit-runs.ts';
import type { Extent } from './kinds.ts';
import { namedBy } from './labels.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** Accounts of Taiwan's banks and of the post have 10 to 16 digits; three more are the bank's code. */
const FEWEST = 10;
const MOST = 16;
/** The post office's pair has seven digits twice. */
const HALF_OF_PAIR = 7;
const BANK_CODE = 3;
/** The bank's code in parentheses right before the account. */
const CODE_BEFORE = /\(?(?:代碼|代號)?:? ?\d{3}\) ?-?$/;
/** The post office's pair: seven digits of the office, seven of the account. */
const POST =
  /局號(?:號碼)?[:\s為]{0,3}(\d{6}(?: ?- ?)?\d)[^0-9。]{0,8}帳號[:\s為]{0,3}(\d{6}(?: ?- ?)?\d)(?!\d)/g;
const NAMED_AFTER = /^ ?(?:號|號之|之|的)?(?:帳戶|帳號|戶頭)/;
const COUNTED_AFTER = /^ ?(?:元|圓|筆|人|件|股|公尺|NTD|TWD|USD)/;

/** A bank or post office account, where words around say that it is one. */
export const bankAccount: PersonalRule = {
  title: { en: 'Bank account', 'zh-TW': '金融機構帳號' },
  placeholder: '帳號',
  possible: ({ digits, longestNumber }) => digits >= FEWEST && longestNumber >= HALF_OF_PAIR,
  find: ({ text }) => {
    const found: Extent[] = [];
    for (const { index, 0: pair } of matchesOf(text, POST)) {
      found.push({ start: index + pair.search(/\d/), end: index + pair.length });
    }
    for (const run of digitRuns(text, FEWEST, MOST + BANK_CODE)) {
      if (isAccountShaped(run) && isNamedAccount(text, run)) found.push(withBankCode(text, run));
    }
    return found;
  },
  identity: bareIdentity,
};

function isAccountShaped({ digits, groups }: DigitRun): boolean {
  return digits.length <= MOST || groups[0] === BANK_CODE;
}

function isNamedAccount(text: string, { start, end, digits, groups }: DigitRun): boolean {
  const after = text.slice(end, end + 6);
  if (COUNTED_AFTER.test(after)) return false;
  const named = namedBy(text, start, 32);
  if (NAMED_AFTER.test(after)) return named === null || named.label !== 'card';
  if (named?.label === 'account') return true;
  if (/[第字]\s*$/.test(text.slice(Math.max(0, start - 3), start)) || after.startsWith('號')) return false;
  const coded = groups[0] === BANK_CODE || CODE_BEFORE.test(text.slice(Math.max(0, start - 12), start));
  // 代碼 is a bank's only when a bank was spoken of.
  const bank =
    named?.label === 'bank' ||
    (coded &&
      /銀行|郵局|匯|轉帳|商銀|信託|世華|金庫|合庫|富邦|玉山|兆豐|台新|永豐|元大/.test(
        text.slice(Math.max(0, start - 40), start),
      ));
  return bank && !isCardNumber(digits) && (coded || !/^0[2-9]\d{8}$/.test(digits));
}

function withBankCode(text: string, { start, end }: Extent): Extent {
  const code = /\(\d{3}\) ?-?$/.exec(text.slice(Math.max(0, start - 8), start))?.[0];
  return { start: start - (code?.length ?? 0), end };
}
