import { findPersonal } from '../../personal/find.ts';

/** Digits with what belongs inside a number; full-width ones are folded before. */
const NUMBERS = /\d+(?:[.,:/-]\d+)*/g;
/** Chinese numerals that name an amount or an article: two or more characters, or one before a measure word. */
const HAN_NUMBERS =
  /[〇零一二三四五六七八九十百千萬億兩]{2,}|[一二三四五六七八九十兩](?=[條項款目年月日元人次萬億%％])/g;
/** Names in Latin letters: a capital inside or at the start of a word that is not the first of a sentence, or digits in it. */
const LATIN = /(?<![A-Za-z0-9])(?=[A-Za-z0-9]*[A-Z])[A-Za-z][A-Za-z0-9]+/g;
const QUOTED = /[「『《〈“]([^「」『』《》〈〉“”]{1,40})[」』》〉”]/g;

/** Numbers and names in a text, each written in one way, as often as they occur. */
export function factsOf(text: string): readonly string[] {
  const folded = text.normalize('NFKC');
  const numbers = [...folded.matchAll(NUMBERS)].map(([number]) => number.replace(/,(?=\d{3}(?!\d))/g, ''));
  const han = [...folded.matchAll(HAN_NUMBERS)].map(([number]) => number);
  return [...numbers, ...han, ...namesIn(folded)].map((fact) => fact.toLowerCase());
}

/** Whether a text has the numbers and names of its source, all of them and no others. */
export function hasSameFacts(text: string, source: string): boolean {
  const [own, of] = [new Set(factsOf(text)), new Set(factsOf(source))];
  return own.size === of.size && [...own].every((fact) => of.has(fact));
}

/** Whether every number and name of a text stands in its source. */
export function hasNoNewFacts(text: string, source: string): boolean {
  const folded = source
    .normalize('NFKC')
    .toLowerCase()
    .replace(/,(?=\d{3}(?!\d))/g, '');
  return factsOf(text).every((fact) => folded.includes(fact));
}

/** First words of sentences have capitals without being names. */
function namesIn(folded: string): string[] {
  const latin = [...folded.matchAll(LATIN)].flatMap((match) => {
    const before = folded.slice(0, match.index).trimEnd();
    const first = before === '' || /[.!?:;。！？：；"'([「『]$/.test(before);
    const plain = /^[A-Z][a-z]*$/.test(match[0]) || match[0] === 'I';
    return match[0] === 'I' || (first && plain) ? [] : [match[0]];
  });
  const quoted = [...folded.matchAll(QUOTED)].map((match) => match[1]!);
  return [...latin, ...quoted, ...findPersonal(folded).map(({ text }) => text)];
}
