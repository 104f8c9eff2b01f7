import { isHeadLabel, labelsOf, type OfficialLabel } from '../official/labels.ts';
import { isOfficialTitle } from '../official/title.ts';
import { levelOfField } from './field.ts';
import { compact, LEVEL, type Secrecy, type SecrecyLevel } from './levels.ts';
import { bracketedMark, labelledValue, stampOf, statedMark } from './mark.ts';

/** Lines, blank ones not counted, in which a document that has no sections may carry a stamp, and a field. */
const STAMP_LINES = 10;
const FIELD_LINES = 40;
/** Sections with which the body of an official document begins. */
const SUBJECTS = new Set<OfficialLabel>(['主旨', '開會事由', '會勘事由', '說明', '公告事項']);
/** Lines around a field within which other fields show that it stands in the head of an official document. */
const NEIGHBOURS = 8;
/** Longest value of the field: beyond it somebody explains what the field is for. */
const LONGEST_VALUE = 60;
const SECRET_NUMBER = /密字?第[0-9A-Z○〇]/;
const SECRET_KIND = /密(?:函|書函|令|簽)$/;
const BARE_FIELD = /^密等及解密條件(?:或保密期限)?(.{1,60})$/;
const EXPLAINS = /應|填|係指|例如|勾選/;
/** A grade with nothing but signs after it, before what else may come. */
const GRADE_ALONE = new RegExp(`^[(\\[【〔]?(?:${LEVEL})件?(?!\\p{L})`, 'u');

/**
 * How a document is marked, told from its head and its margins (headers, footers, title); a mention of secrecy in the
 * body is no mark. The head ends where the sections of an official document begin (主旨 …). Null for an open document.
 */
export function findSecrecy(text: string, margins: readonly string[]): Secrecy | null {
  for (const margin of margins.flatMap((lines) => lines.split('\n'))) {
    const level = markOnLine(margin, true);
    if (level !== null) return { level, mark: margin.trim() };
  }
  // Nearly every text is settled by one look.
  return text.includes('密') ? inText(text.split('\n')) : null;
}

function inText(lines: readonly string[]): Secrecy | null {
  const shown = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  const body = shown.slice(0, FIELD_LINES).findIndex((at) => beginsBody(lines[at]!));
  const official = body >= 0;
  for (const [rank, at] of shown.entries()) {
    const inHead = official ? rank < body : rank < FIELD_LINES;
    const stamps = official ? rank < body : rank < STAMP_LINES;
    const level = inHead
      ? (fieldLevel(lines, shown, rank, official) ??
        (stamps ? stampLevel(lines, shown, rank) : null) ??
        labelled(lines[at]!))
      : laterHead(lines, shown, rank);
    if (level !== null) return { level, mark: lines[at]!.trim().slice(0, LONGEST_VALUE * 2), line: at + 1 };
  }
  return null;
}

function beginsBody(line: string): boolean {
  const [first] = labelsOf(line);
  return first !== undefined && SUBJECTS.has(first.label);
}

/** A field further down counts when other fields of a head stand around it: several documents in one file. */
function laterHead(lines: readonly string[], shown: readonly number[], rank: number): SecrecyLevel | null {
  const line = lines[shown[rank]!]!;
  if (!line.includes('密') || !labelsOf(line).some(({ label }) => label === '密等')) return null;
  const around = shown.slice(Math.max(0, rank - NEIGHBOURS), rank + NEIGHBOURS);
  const fields = new Set(
    around.flatMap((at) => labelsOf(lines[at]!)).flatMap(({ label }) => (isHeadLabel(label) ? [label] : [])),
  );
  fields.delete('密等');
  return fields.size >= 2 ? fieldLevel(lines, shown, rank, true) : null;
}

/** What the field 密等及解密條件或保密期限 on this line says; its value may stand on the next line. */
function fieldLevel(
  lines: readonly string[],
  shown: readonly number[],
  rank: number,
  inOfficial: boolean,
): SecrecyLevel | null {
  const line = lines[shown[rank]!]!;
  const labels = labelsOf(line);
  for (const { label, value } of labels) {
    if (label === '發文字號' && SECRET_NUMBER.test(compact(value))) return '密';
    if (label !== '密等') continue;
    // A row of a table that counts documents by their grade.
    if (!inOfficial && value.includes('|')) return null;
    if (value.trim() !== '') return valueLevel(value);
    const next = shown[rank + 1];
    return next === undefined || labelsOf(lines[next]!).length > 0 ? null : stampOf(lines[next]!);
  }
  // Some PDF files lose the colon.
  const bare = labels.length === 0 && line.includes('密') ? BARE_FIELD.exec(compact(line)) : null;
  return bare ? stampOf(bare[1]!) : null;
}

/** A field in a text may also be one that somebody explains, which is told by its length and its verbs. */
function valueLevel(value: string): SecrecyLevel | null {
  const explained = value.length > LONGEST_VALUE || EXPLAINS.test(value);
  return explained && !GRADE_ALONE.test(compact(value)) ? null : levelOfField(value);
}

/** 機密等級：機密 and the like, in documents of any kind: only a plain grade, or a ticked one, is a mark. */
function labelled(line: string): SecrecyLevel | null {
  const value = line.includes('密') ? labelledValue(line) : null;
  if (value === null) return null;
  const level = levelOfField(value);
  const plain = stampOf(value) ?? (/[■☑☒◼▣✓✔√]|\[[vVxX✓]\]/.test(value) ? level : null);
  return plain === null ? null : level;
}

function stampLevel(lines: readonly string[], shown: readonly number[], rank: number): SecrecyLevel | null {
  const line = lines[shown[rank]!]!;
  if (!line.includes('密')) return null;
  const stamp = stampOf(line);
  if (stamp === null) return markOnLine(line, false);
  // Grades one below the other are a list of them, not a stamp.
  const neighbours = [shown[rank - 1], shown[rank + 1]].map((at) =>
    at === undefined ? null : stampOf(lines[at]!),
  );
  return neighbours.some((other) => other !== null && other !== stamp) ? null : stamp;
}

/** A mark on a title or beside a field of the head; with `whole`, also as the whole line. */
function markOnLine(line: string, whole: boolean): SecrecyLevel | null {
  if (!line.includes('密')) return null;
  const level = bracketedMark(line) ?? statedMark(line) ?? (whole ? (stampOf(line) ?? labelled(line)) : null);
  if (level !== null) return level;
  const words = line.trim().split(/[\s\u3000|]+/);
  for (const [edge, rest] of [
    [words.at(-1)!, words.slice(0, -1).join(' ')],
    [words[0]!, words.slice(1).join(' ')],
  ] as const) {
    const stamp = rest === '' ? null : stampOf(edge);
    if (stamp !== null && (labelsOf(rest).length > 0 || isOfficialTitle(rest))) return stamp;
  }
  return isOfficialTitle(line) && SECRET_KIND.test(compact(line)) ? '密' : null;
}
