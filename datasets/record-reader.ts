import type { IntakeReport, IntakeWarning } from '../pipeline/contracts/data-reports.ts';
import type { DatasetRecord } from '../pipeline/contracts/record.ts';
import type { BatchBuilder } from './arrow/batch-builder.ts';
import type { Numbering, Row, RowSink } from './containers/container.ts';
import { excerpt } from './excerpt.ts';
import type { FaultList } from './faults.ts';
import { digestWords, questionText } from './fingerprint/content.ts';
import { DigestIndex } from './fingerprint/digest-index.ts';
import { CommonColumns, isSplit } from './formats/common-columns.ts';
import { FieldReader } from './formats/field-reader.ts';
import type { Form } from './formats/form.ts';
import type { FormatReader, FormatRecord } from './formats/format.ts';
import { ACCEPTED_KEYS, FORMATS, type FormatName, recogniseFormat } from './formats/registry.ts';
import { uploadedSource } from './generation/provenance.ts';
import { LanguageSample } from './language/language-sample.ts';
import type { IntakeLimits } from './limits.ts';
import type { Layout } from './plain-rows/layout.ts';
import { PlainRows } from './plain-rows/plain-rows.ts';
import type { TextSpans } from './plain-rows/text-spans.ts';

/** An id that looks like one of ours is not taken over: ours must stay unique. */
export const OUR_IDS = /^(?:line|item|row):\d+$/;

const VISIBLE = /\S/;

/** Rows to canonical records in a batch builder, with what the intake report tells about them all. */
export class RecordReader implements RowSink {
  readonly #numbering: Numbering;
  readonly #builder: BatchBuilder;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  readonly #fields: FieldReader;
  readonly #columns: CommonColumns;
  readonly #normalise: boolean;
  readonly #plain: PlainRows;
  /** The format where it is not told by keys. */
  #given: FormatName | null;
  readonly #ids = new DigestIndex();
  readonly language = new LanguageSample();
  #format: FormatName | null = null;
  #reader: FormatReader | null = null;
  #firstLine = 1;
  #records = 0;
  #instructed = 0;
  #questions = 0;
  #answers = 0;
  #hasSplit = false;

  constructor(
    numbering: Numbering,
    builder: BatchBuilder,
    faults: FaultList,
    limits: IntakeLimits,
    format: FormatName | null = null,
    normalise = false,
  ) {
    this.#given = format;
    this.#normalise = normalise;
    this.#numbering = numbering;
    this.#builder = builder;
    this.#faults = faults;
    this.#limits = limits;
    this.#fields = new FieldReader(faults, normalise);
    this.#plain = new PlainRows(limits, normalise);
    this.#columns = new CommonColumns(this.#fields, faults, limits);
  }

  get records(): number {
    return this.#records;
  }

  /** True where most records say themselves what is to be done. */
  get hasInstruction(): boolean {
    return this.#instructed * 2 > this.#records;
  }

  get hasSplit(): boolean {
    return this.#hasSplit;
  }

  /** What people should know of the texts. */
  get warnings(): readonly IntakeWarning[] {
    const { controls, firstControl } = this.#fields;
    return controls === 0
      ? []
      : [{ code: 'control_characters', count: controls, first: `${this.#numbering}:${firstControl}` }];
  }

  /** How many texts had variant forms; undefined where these stay. */
  get normalised(): IntakeReport['normalised'] {
    const { normalised: texts, firstNormalised } = this.#fields;
    if (!this.#normalise) return undefined;
    return { texts, first: texts === 0 ? null : `${this.#numbering}:${firstNormalised}` };
  }

  /** Takes it for known what format the records are in. */
  assume(format: FormatName): void {
    this.#given = format;
  }

  /** The format of the records; known once there is one. */
  get format(): FormatName {
    return this.#format ?? this.#faults.fail('INPUT_NO_RECORDS');
  }

  /** What a header lacks is lacking in every row: said once. */
  columns(names: readonly string[], line: number): void {
    const keys = new Set(names);
    this.#open(keys, null, line);
    for (const group of FORMATS[this.format].required) {
      if (group.some((name) => keys.has(name))) continue;
      this.#faults.add('INPUT_MISSING_FIELD', { line, field: group[0], params: { field: group[0] } });
    }
    this.#faults.check();
  }

  row(row: Row, line: number, ordinal: number): void {
    const reader = this.#reader ?? this.#open(new Set(Object.keys(row)), row, line);
    const content = reader.read(row, line);
    const own = row.id === undefined ? undefined : this.#columns.id(row.id, line);
    const split = row.split === undefined ? undefined : this.#columns.split(row.split, line);
    if (content === null || own === null || split === null) return;
    const id = own !== undefined && this.#claim(own) ? own : `${this.#numbering}:${ordinal}`;
    // An id that cannot serve as one is kept beside the other columns.
    const extra = own !== undefined && own !== id ? { ...content.extra, id: row.id } : content.extra;
    const form = writtenForm(row, id, split, content.form, this.format);
    const meta = this.#columns.meta(row, reader.keys, extra, form, line);
    if (meta === undefined) return;
    this.#take(content, { id, split: split ?? null, meta }, line);
  }

  /** A row that holds nothing but plain texts; see `PlainRows`. */
  utf8Row(bytes: Buffer, at: number, line: number): number {
    if (this.#reader === null || this.#records === 0 || this.#records === this.#limits.records) return -1;
    const layout = this.#plain.read(bytes, at, this.#reader);
    if (layout === null) return -1;
    const { spans, next } = this.#plain;
    const split = layout.split === null ? null : spans.text(layout.split);
    if (split !== null && !isSplit(split)) return -1;
    const own = layout.id === null ? null : spans.text(layout.id);
    // An id that cannot serve as one is found so again where the row is parsed.
    if (own !== null && !this.#claim(own)) return -1;
    if (layout.instructed) this.#instructed += 1;
    this.#questions += 1;
    this.#answers += 1;
    if (split !== null) this.#hasSplit = true;
    if (this.language.wants(this.#records)) {
      this.language.see(questionOf(layout, spans), this.#records);
    }
    this.#records += 1;
    this.#builder.addPlain(own ?? `${this.#numbering}:${line}`, split, layout, spans);
    return next;
  }

  /** Faults of the records taken together. */
  finish(): void {
    this.#faults.check();
    if (this.#records === 0) this.#faults.fail('INPUT_NO_RECORDS');
    const { question, answer } = FORMATS[this.format];
    for (const [count, field] of [
      [this.#questions, question],
      [this.#answers, answer],
    ] as const) {
      if (count > 0 || field === null) continue;
      this.#faults.fail('INPUT_ALL_EMPTY', { line: this.#firstLine, field, params: { field } });
    }
  }

  #open(keys: ReadonlySet<string>, row: Row | null, line: number): FormatReader {
    const format = this.#given ?? recogniseFormat(keys, row);
    if (format === null) {
      const found = excerpt([...keys].slice(0, 20).join(', '), 200);
      this.#faults.fail('INPUT_UNKNOWN_FORMAT', { line, expected: ACCEPTED_KEYS, found });
    }
    this.#format = format;
    this.#reader = FORMATS[format].open(this.#fields, this.#faults, this.#limits);
    return this.#reader;
  }

  #take(content: FormatRecord, rest: Pick<DatasetRecord, 'id' | 'split' | 'meta'>, line: number): void {
    if (this.#records === this.#limits.records) {
      this.#faults.fail('INPUT_TOO_MANY_RECORDS', { line, params: { limit: this.#limits.records } });
    }
    const { messages, label, instructed } = content;
    const { id, split, meta } = rest;
    // Spelt out: to spread an object takes as long as to parse it.
    const record: DatasetRecord = { id, messages, label, split, source: uploadedSource(id, meta), meta };
    const question = questionText(record);
    if (this.#records === 0) this.#firstLine = line;
    if (instructed) this.#instructed += 1;
    if (VISIBLE.test(question)) this.#questions += 1;
    if (label !== '') this.#answers += 1;
    if (rest.split !== null) this.#hasSplit = true;
    this.language.see(question, this.#records);
    this.#records += 1;
    this.#builder.add(record);
  }

  #claim(id: string): boolean {
    return !OUR_IDS.test(id) && this.#ids.add(digestWords(id), 0) === undefined;
  }
}

/** The row's form, with id and split where they are not the text of the record's. */
function writtenForm(
  row: Row,
  id: string,
  split: string | null | undefined,
  form: Form | undefined,
  format: FormatName,
): Form | undefined {
  const number = typeof row.id === 'number' && String(row.id) === id ? row.id : undefined;
  const blank = typeof row.id === 'string' && row.id.trim() === '' ? row.id : undefined;
  const other = typeof row.split === 'string' && row.split !== split ? row.split : undefined;
  const own = number ?? blank;
  if (form === undefined && own === undefined && other === undefined) return undefined;
  return {
    ...(form !== undefined && { format, ...form }),
    ...(own !== undefined && { id: own }),
    ...(other !== undefined && { split: other }),
  };
}

/** The question of a plain row, as `questionText` would find it in its record. */
function questionOf({ turns }: Layout, spans: TextSpans): string {
  const question = turns.findLast(({ role }) => role === 'user');
  return (question?.texts ?? [])
    .filter((text) => spans.bytes(text) > 0)
    .map((text) => spans.text(text))
    .join('\n\n');
}
