import type { Row, RowSink } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import { FORMATS, type FormatName, recogniseFormat } from '../formats/registry.ts';
import { guessMapping, guessMissing, type Sample } from './guess.ts';
import { type Mapping, renames } from './mapping.ts';

/** Rows, or text in them, that a guess waits for. */
const SAMPLE_ROWS = 64;
const SAMPLE_CHARACTERS = 4 * 1024 * 1024;

/** Where rows go under names that formats know. */
export interface FormatSink extends RowSink {
  /** Has the rows read as this format, whatever their columns say. */
  assume(format: FormatName): void;
}

/** `earlier`: a mapping for files that have all of its columns. `likely`: a guess that goes before others where the columns are there. `plainText`: texts without labels may be that. */
export interface MappingOptions {
  readonly mapping: Mapping | null;
  readonly earlier: Mapping | null;
  readonly likely: Mapping | null;
  readonly plainText: boolean;
}

interface HeldRow {
  readonly row: Row;
  readonly line: number;
  readonly ordinal: number;
}

/**
 * Hands rows on under the names that the formats know: by the mapping given, else as they are where a format knows
 * them, else by a guess, for which the first rows are held back.
 */
export class MappedRows implements RowSink {
  readonly #sink: FormatSink;
  readonly #plainText: boolean;
  readonly #earlier: Mapping | null;
  readonly #likely: Mapping | null;
  readonly #faults: FaultList;
  #mapping: Mapping | null;
  #guessed = false;
  /** Decided: `names` are the columns under their new names, null where they stay. */
  #decided = false;
  #names: ReadonlyMap<string, string> | null = null;
  #header: { readonly names: readonly string[]; readonly line: number } | null = null;
  #held: HeldRow[] = [];
  #characters = 0;

  constructor(sink: FormatSink, faults: FaultList, { mapping, earlier, likely, plainText }: MappingOptions) {
    this.#sink = sink;
    this.#plainText = plainText;
    this.#faults = faults;
    this.#mapping = mapping;
    this.#earlier = earlier;
    this.#likely = likely;
  }

  /** What was mapped, for the intake report; undefined where nothing was. */
  get report(): { guessed: boolean; columns: Record<string, string> } | undefined {
    if (this.#mapping === null) return undefined;
    return { guessed: this.#guessed, columns: Object.fromEntries(this.#mapping) };
  }

  columns(names: readonly string[], line: number): void {
    this.#recall(names);
    if (this.#mapping !== null) this.#use(names, this.#mapping, line);
    else if (isWhole(new Set(names), null)) this.#decided = true;
    if (this.#decided) this.#sink.columns(this.#renamed(names), line);
    else this.#header = { names, line };
  }

  row(row: Row, line: number, ordinal: number): void {
    if (!this.#decided) this.#decide(row, line, ordinal);
    else this.#sink.row(this.#names === null ? row : renamedRow(row, this.#names), line, ordinal);
  }

  utf8Row(bytes: Buffer, at: number, line: number): number {
    return this.#decided && this.#names === null ? (this.#sink.utf8Row?.(bytes, at, line) ?? -1) : -1;
  }

  /** The file is at its end: decides on what there is. */
  end(): void {
    if (!this.#decided && (this.#held.length > 0 || this.#header !== null)) this.#guess();
  }

  #decide(row: Row, line: number, ordinal: number): void {
    if (this.#header === null && this.#held.length === 0) {
      const columns = Object.keys(row);
      this.#recall(columns);
      if (this.#mapping !== null) this.#use(columns, this.#mapping, line);
      else if (isWhole(new Set(columns), row)) this.#decided = true;
      if (this.#decided) {
        this.row(row, line, ordinal);
        return;
      }
    }
    this.#held.push({ row, line, ordinal });
    for (const value of Object.values(row)) if (typeof value === 'string') this.#characters += value.length;
    if (this.#held.length >= SAMPLE_ROWS || this.#characters >= SAMPLE_CHARACTERS) this.#guess();
  }

  #guess(): void {
    const held = this.#held;
    const rows = held.map(({ row }) => row);
    const columns = this.#header?.names ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const line = this.#header?.line ?? held[0]!.line;
    const likely = this.#likely;
    const mapping =
      likely !== null && fits(likely, columns) ? likely : guessFor({ columns, rows, line }, this.#faults);
    this.#held = [];
    this.#decided = true;
    if (mapping !== null) {
      this.#guessed = true;
      this.#mapping = mapping;
      this.#use(columns, mapping, line);
    } else if (this.#plainText && isTextAlone(columns)) {
      this.#sink.assume('plain_text');
    }
    if (this.#header !== null) this.#sink.columns(this.#renamed(columns), line);
    for (const { row, line: at, ordinal } of held) this.row(row, at, ordinal);
  }

  /** Takes up the mapping of an earlier file where no other was given and the columns are those. */
  #recall(columns: readonly string[]): void {
    if (this.#earlier !== null && fits(this.#earlier, columns)) this.#mapping ??= this.#earlier;
  }

  /** Fault, final: `INPUT_MAP_COLUMN`. */
  #use(columns: readonly string[], mapping: Mapping, line: number): void {
    for (const [field, column] of mapping) {
      if (columns.includes(column)) continue;
      this.#faults.add('INPUT_MAP_COLUMN', {
        line,
        field,
        params: { column },
        expected: column,
        found: columns.slice(0, 20).join(', '),
      });
    }
    this.#faults.check();
    this.#names = renames(columns, mapping);
    this.#decided = true;
  }

  #renamed(names: readonly string[]): readonly string[] {
    return this.#names === null ? names : names.map((name) => this.#names!.get(name) ?? name);
  }
}

function fits(mapping: Mapping, columns: readonly string[]): boolean {
  return [...mapping.values()].every((column) => columns.includes(column));
}

/** True where a format knows the columns and finds among them all that it needs. */
function isWhole(keys: ReadonlySet<string>, row: Row | null): boolean {
  const format = recogniseFormat(keys, row);
  return format !== null && FORMATS[format].required.every((group) => group.some((key) => keys.has(key)));
}

/** Texts, and nothing that could be an answer to them. */
function isTextAlone(columns: readonly string[]): boolean {
  return (
    recogniseFormat(new Set(columns), null) === 'text_label' &&
    columns.includes('text') &&
    !columns.includes('label') &&
    !columns.includes('target')
  );
}

/** A guess where one is called for: rows of a format that merely lack something are told so by its reader. */
function guessFor(sample: Sample, faults: FaultList): Mapping | null {
  const keys = new Set(sample.columns);
  const format = recogniseFormat(keys, sample.rows[0] ?? null);
  if (format === null) return guessMapping(sample, faults);
  return format === 'text_label' && !isWhole(keys, null) ? guessMissing(sample, faults) : null;
}

/** Without a prototype, so that a key named `__proto__` is a key like any other. */
function renamedRow(row: Row, names: ReadonlyMap<string, string>): Row {
  const renamed: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(row)) renamed[names.get(key) ?? key] = row[key];
  return renamed;
}
