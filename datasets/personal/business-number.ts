import { isBusinessNumber } from './check-digits.ts';
import { digitRuns } from './digit-runs.ts';
import { isDocumentNumber, namedBy } from './labels.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** A company's name that ends in the number, as letterheads and contracts have it. */
const COMPANY_BEFORE = /(?:公司|行號|商行|商號|企業社|工程行|工作室|事務所|診所|合作社|基金會|協會)\s?\($/;
const NAMED_AFTER = /^[ )]{0,2}[,、]?\(?(?:統一編號|統編)/;

/** The unified business number. Eight digits are everywhere, so the check is not enough: something must name it. */
export const businessNumber: PersonalRule = {
  title: { en: 'Unified business number', 'zh-TW': '統一編號' },
  placeholder: '統一編號',
  possible: ({ longestNumber }) => longestNumber >= 8,
  find: ({ text }) =>
    digitRuns(text, 8, 8).filter(({ start, end, digits }) => {
      if (!isBusinessNumber(digits)) return false;
      const before = text.slice(Math.max(0, start - 12), start);
      if (COMPANY_BEFORE.test(before) && text[end] === ')') return true;
      if (NAMED_AFTER.test(text.slice(end, end + 10))) return true;
      return namedBy(text, start)?.label === 'business' && !isDocumentNumber(text, start, end);
    }),
  identity: bareIdentity,
};
