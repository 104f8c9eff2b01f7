import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { Container } from './container.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';

export type ContainerName = IntakeReport['container'];

export const CONTAINERS: Readonly<Record<ContainerName, Container>> = { jsonl, json, csv };

/** An object whose `data` is a list, after members that are plain values: the way some tools wrap an export. */
const WRAPPED =
  /^\s*\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:\s*(?:"(?:[^"\\]|\\.){0,2000}"|[\w.+-]{1,40})\s*,\s*){0,50}"data"\s*:\s*\[/;
/** An object that goes on after its first brace's line: a document, not a line of JSONL. */
const SPREAD = /^\s*\{[ \t]*\r?\n/;

/** Tells the container from the first piece of a file's text; null while there is nothing but space. */
export function recogniseContainer(text: string): ContainerName | null {
  const first = text.trimStart()[0];
  if (first === undefined) return null;
  if (first === '[') return 'json';
  if (first !== '{') return 'csv';
  return SPREAD.test(text) || WRAPPED.test(text.slice(0, 65_536)) ? 'json' : 'jsonl';
}
