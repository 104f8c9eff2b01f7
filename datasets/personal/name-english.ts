import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';
import { ROMAN_SURNAMES } from './surnames.ts';

const WORD = "[A-Z][A-Za-z]+(?:[-'’][A-Za-z]+)*";
/** Words with capitals that follow each other. */
const CAPITALISED = new RegExp(`(?<![A-Za-z])${WORD}(?:,? ${WORD}){0,4}`, 'g');
const HONORIFIC = /(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mdm|Madam)\.? $/;
/** Before a name in forms and letters. */
const FIELD =
  /(?<![A-Za-z])(?:(?:(?:(?:full|customer|patient|applicant|contact|account|student|employee|recipient|cardholder|legal) )?name|applicant|contact|contact person|customer|patient|recipient|payee|account holder|cardholder|plaintiff|defendant|tenant|landlord|employee|insured|signed|signed by|sender|attention|attn\.?|borrower|guarantor|beneficiary)(?: \([^)]{1,20}\))?["'*]{0,2} ?:|dear|(?:sincerely|regards|faithfully|yours),)\s{0,3}["'*]{0,2}$/i;
const INTRODUCTION = /(?<![A-Za-z])(?:my name is|I am|I'm|this is|named|called|name of) $/i;
/** Sought first, being cheap: the last letter or sign of all that leads up to a name. */
const LEADS_UP = /[rsmdf.:,][\s"'*]*$/i;
/** Words with a capital that lead up to a name within one row of such words. */
const LEADING =
  /^(?:Mr|Mrs|Ms|Miss|Mdm|Madam|Dear|Name|Contact|Applicant|Customer|Patient|Recipient|Payee|Plaintiff|Defendant|Tenant|Landlord|Employee|Borrower|Beneficiary|Hi|Hello) /;
/** Words with a capital that are a form's own, not a name's. */
const NOT_OF_NAMES =
  /^(?:Age|Tel|Phone|Mobile|ID|No|Address|Date|Email|E-mail|Sex|Gender|Birth|Born|Passport|The|And|Of|Bank|Company|Ministry|Department|Court|Bureau|Yuan|Office|University|Ltd|Inc|Co),?$/;
const REACH = 40;
const MOST_WORDS = 3;

/** Romanised names: after an honorific any, after a field or an introduction those with a surname of Taiwan. */
export function englishNames(text: string): Extent[] {
  const found: Extent[] = [];
  for (const match of matchesOf(text, CAPITALISED)) {
    const lead = LEADING.exec(match[0])?.[0] ?? '';
    const before = text.slice(Math.max(0, match.index - REACH), match.index + lead.length);
    const addressed = (LEADS_UP.test(before) && HONORIFIC.test(before)) || /^M(?!adam )/.test(lead);
    const announced =
      lead !== '' || (LEADS_UP.test(before) && (FIELD.test(before) || INTRODUCTION.test(before)));
    if (!addressed && !announced) continue;
    const words = nameWords(match[0].slice(lead.length));
    if (!addressed && !hasRomanSurname(words)) continue;
    const start = match.index + lead.length;
    const name = words.join(' ').replace(/(?:,|['’]s)$/, '');
    found.push({ start, end: start + name.length });
  }
  return found;
}

/** Words of one name from the head of a row of them; 'Chen, Da-Wen' is one name, 'Da-Wen Chen, Age' is not. */
function nameWords(row: string): string[] {
  const words = row.split(' ').slice(0, MOST_WORDS);
  const family = words[0]!.endsWith(',') && isRomanSurname(words[0]!) ? 1 : 0;
  const end = words.findIndex((word, at) => at >= family && (word.endsWith(',') || NOT_OF_NAMES.test(word)));
  return end < 0 ? words : words.slice(0, NOT_OF_NAMES.test(words[end]!) ? end : end + 1);
}

function isRomanSurname(word: string): boolean {
  return ROMAN_SURNAMES.has(word.replace(',', '').toLowerCase());
}

function hasRomanSurname(words: readonly string[]): boolean {
  if (words.length < 2) return false;
  return [words[0]!, words.at(-1)!].some(isRomanSurname);
}
