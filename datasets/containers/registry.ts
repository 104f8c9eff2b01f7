import type { RecordsIntake } from '../../pipeline/contracts/data-reports.ts';
import type { Container } from './container.ts';
import { separated } from './csv.ts';
import type { Delimiter } from './csv-row.ts';
import { dialectOf } from './dialect.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { plain, type TextUnit, unitOf } from './text.ts';

export type ContainerName = RecordsIntake['container'];

/** A container of text as one file has it. */
export interface TextContainer {
  readonly name: Extract<ContainerName, 'jsonl' | 'json' | 'csv' | 'tsv' | 'text'>;
  readonly container: Container;
  readonly delimiter?: Delimiter;
}

/** What is made of text that is no table and no JSON: nothing, or records of lines or paragraphs. */
export type PlainText = 'refuse' | 'auto' | TextUnit;

export const JSONL: TextContainer = { name: 'jsonl', container: jsonl };
export const JSON_DOCUMENT: TextContainer = { name: 'json', container: json };

/** An object whose `data` is a list, after members that are plain values: the way some tools wrap an export. */
const WRAPPED =
  /^\s*\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:\s*(?:"(?:[^"\\]|\\.){0,2000}"|[\w.+-]{1,40})\s*,\s*){0,50}"data"\s*:\s*\[/;
/** An object that goes on after its first brace's line: a document, not a line of JSONL. */
const SPREAD = /^\s*\{[ \t]*\r?\n/;
/** What may follow the bracket of a list of records; `[公告] …` is a text. */
const LIST = /^\s*\[\s*(?:[\]{["\d-]|true|false|null|$)/;
/** A header of a single column that is no text. */
const ONE_COLUMN =
  /^\s*"?(?:text|label|target|instruction|input|output|messages|prompt|completion)"?\s*(?:\n|$)/i;

/** Tells the container from the first piece of a file's text; null while there is nothing but space. */
export function recogniseContainer(text: string, plainText: PlainText = 'refuse'): TextContainer | null {
  const first = text.trimStart()[0];
  if (first === undefined) return null;
  if (first === '[' && (plainText === 'refuse' || LIST.test(text))) return JSON_DOCUMENT;
  if (first === '{') {
    return SPREAD.test(text) || WRAPPED.test(text.slice(0, 65_536)) ? JSON_DOCUMENT : JSONL;
  }
  const { delimiter, columns, agreement } = dialectOf(text);
  const table = columns > 1 ? agreement >= 0.5 : ONE_COLUMN.test(text);
  if (plainText !== 'refuse' && !table) {
    return { name: 'text', container: plain(plainText === 'auto' ? unitOf(text) : plainText) };
  }
  return { name: delimiter === '\t' ? 'tsv' : 'csv', container: separated(delimiter), delimiter };
}
