import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Fault } from '../contracts/errors/error.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** A JSON object with the line it stands on. */
export interface ObjectLine {
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Faults that are listed; the rest is as wrong and no news. */
const MOST_FAULTS = 100;

/** Characters of what was found that an error repeats. */
const SHOWN = 120;

/** Gathers a file's faults, so that all are mended at once. */
export class LineFaults {
  readonly #file: string;
  readonly #faults: Fault[] = [];

  /** `file` is the name that places carry. */
  constructor(file: string) {
    this.#file = file;
  }

  add(
    code: Fault['code'],
    line: number,
    facts: { field?: string; expected?: string; found?: unknown },
  ): void {
    if (this.#faults.length === MOST_FAULTS) return;
    const { field, expected, found } = facts;
    this.#faults.push({
      code,
      place: { file: this.#file, line, ...(field !== undefined && { field }) },
      ...(expected !== undefined && { expected }),
      ...(found !== undefined && { found: shown(found) }),
    });
  }

  /** Throws what was gathered, as the error of the first. */
  throwAny(): void {
    const [first] = this.#faults;
    if (first) throw new TouchstoneError(first.code, { ...first, faults: this.#faults });
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/**
 * The objects of a file of JSON lines, blank lines passed over. `NaN` and `Infinity`, which Python writes and JSON lacks,
 * come out as their names, so that whoever reads the field can say where they stand. A line that is no object is told
 * to `faults`.
 */
export async function* objectLines(path: string, faults: LineFaults): AsyncGenerator<ObjectLine> {
  let line = 0;
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const text of lines) {
    line += 1;
    const content = line === 1 ? text.replace(/^\ufeff/, '') : text;
    if (content.trim() === '') continue;
    const fields = objectIn(content);
    if (fields === null) faults.add('EVALUATION_LINE', line, { found: content });
    else yield { line, fields };
  }
}

/** The object that a line holds, or null. */
export function objectIn(text: string): Record<string, unknown> | null {
  const value = parsed(text) ?? parsed(text.replace(/([:,[]\s*)(-?Infinity|NaN)(?=\s*[,}\]])/g, '$1"$2"'));
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An id or a label: texts as they are, numbers and truth values as they are written; null for anything else. */
export function nameIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
