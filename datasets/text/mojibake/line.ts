import { repairHan, repairHanPart } from './han.ts';
import { CONTINUATION, repairLatin } from './latin.ts';
import { isStrange, type Legibility, legibility, strangestPart } from './legibility.ts';
import { QUESTION_MARKS, type Repair } from './repair.ts';

/** U+FFFD, and what it looks like (EF BF BD in UTF-8) to code page 1252, or two of them to GBK and Big5. */
const TRACES_OF_LOSS = /\ufffd|ï¿½|锟斤拷|嚙踝蕭/;
/** A trace of loss, or two bytes of UTF-8 as code page 1252 or ISO 8859-1 shows them: seldom in proper text. */
const QUICK = new RegExp(`[\\u00c2-\\u00f4]${CONTINUATION}|${TRACES_OF_LOSS.source}`);
/** Characters of U+0080–U+00FF that Big5 or GBK read as code page 1252 leaves at least. */
const MANY_WESTERN = 5;
const MANY_QUESTION_MARKS = 2;

/** Whether any line of a text may be spoilt: cheap, and true for some that are not. */
export function maySpoil(text: string): boolean {
  if (QUICK.test(text)) return true;
  for (let from = 0; from <= text.length; ) {
    const feed = text.indexOf('\n', from);
    const to = feed < 0 ? text.length : feed;
    const line = legibility(text, from, to);
    if (line.western >= MANY_WESTERN || isStrange(line)) return true;
    if (strangestPart(text.slice(from, to), line) !== null) return true;
    from = to + 1;
  }
  return false;
}

/** Undoes a wrong decoder's work on one line; null for a line that shows none. */
export function repairLine(line: string): Repair | null {
  const seen = legibility(line);
  const strange = isStrange(seen);
  const repair = repairLatin(line) ?? (strange ? repairHan(line) : null) ?? spoiltPart(line, seen);
  const lost =
    TRACES_OF_LOSS.test(line) ||
    (strange && repair === null && (line.match(QUESTION_MARKS)?.length ?? 0) >= MANY_QUESTION_MARKS);
  return lost ? { route: repair?.route ?? null, text: null, spoilt: line.length } : repair;
}

/** A part of a line that was read in the wrong charset: found, but where it begins and ends nobody can prove. */
function spoiltPart(line: string, seen: Legibility): Repair | null {
  const part = strangestPart(line, seen);
  return part && repairHanPart(line.slice(part.from, part.to));
}
