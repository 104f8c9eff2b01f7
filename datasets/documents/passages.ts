import {
  Field,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchReader,
  Schema,
  Struct,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { Language } from '../../pipeline/contracts/names.ts';
import { TextColumn } from '../arrow/text-column.ts';
import { ipcBytes } from '../arrow/write.ts';

/** A piece of a document as it travels between stages: a row of ingest's output `documents`. */
export interface DocumentPassage {
  /** `<document>/<section>/<number>`, unlike all others of its table; the number counts from 1 within the section. */
  readonly id: string;
  /** Name of the document's file; in a pack with its folders, `/` between them. */
  readonly document: string;
  /** Titles of the sections that all of it lies in, the outermost first, with ` > ` between them; may be empty. */
  readonly section: string;
  /** `official`: one of Taiwan's official documents (公文), whose outermost sections are 主旨, 說明, 辦法 …, one to a passage. */
  readonly kind: 'official' | 'document';
  /** Exactly the characters of the document's text from `start` up to `end`. */
  readonly text: string;
  /** Places in the document's text, in UTF-16 units, as JavaScript counts them. */
  readonly start: number;
  readonly end: number;
  readonly language: Language;
}

export const SECTION_JOINT = ' > ';

const TEXT_COLUMNS = ['id', 'document', 'section', 'kind', 'text', 'language'] as const;
const PLACE_COLUMNS = ['start', 'end'] as const;

/** utf8 `id`, `document`, `section`, `kind`, `text`, `language`, then int32 `start`, `end`; nothing is ever null. */
export const PASSAGE_SCHEMA = new Schema([
  ...TEXT_COLUMNS.map((name) => new Field(name, new Utf8(), false)),
  ...PLACE_COLUMNS.map((name) => new Field(name, new Int32(), false)),
]);

/** A batch is full at either bound. */
const BATCH_ROWS = 4_096;
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * Passages as the bytes of an Arrow IPC stream; the same passages give the same bytes. Returns what `passages` returns.
 */
export function passageBytes<R>(
  passages: AsyncGenerator<readonly DocumentPassage[], R>,
): AsyncGenerator<Buffer, R> {
  return ipcBytes(batchesOf(passages), PASSAGE_SCHEMA);
}

/** Reads what `passageBytes` writes, a group at a time. */
export async function* readPassages(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<DocumentPassage[]> {
  const reader = await RecordBatchReader.from(bytes);
  for await (const batch of reader) {
    if (batch.numRows === 0) continue;
    const text = (name: (typeof TEXT_COLUMNS)[number]) => batch.getChild(name) as Vector<Utf8>;
    const place = (name: (typeof PLACE_COLUMNS)[number]) => batch.getChild(name) as Vector<Int32>;
    const [id, document, section, kind, content, language] = TEXT_COLUMNS.map(text);
    const [start, end] = PLACE_COLUMNS.map(place);
    yield Array.from({ length: batch.numRows }, (_, row) => ({
      id: id!.get(row)!,
      document: document!.get(row)!,
      section: section!.get(row)!,
      kind: kind!.get(row) as DocumentPassage['kind'],
      text: content!.get(row)!,
      start: start!.get(row)!,
      end: end!.get(row)!,
      language: language!.get(row) as Language,
    }));
  }
}

async function* batchesOf<R>(
  passages: AsyncGenerator<readonly DocumentPassage[], R>,
): AsyncGenerator<RecordBatch, R> {
  let builder = new PassageBatch();
  try {
    for (;;) {
      const next = await passages.next();
      if (next.done) {
        if (builder.rows > 0) yield builder.batch();
        return next.value;
      }
      for (const passage of next.value) {
        builder.add(passage);
        if (!builder.full) continue;
        yield builder.batch();
        builder = new PassageBatch();
      }
    }
  } finally {
    await passages.return(undefined as R);
  }
}

class PassageBatch {
  readonly #texts = TEXT_COLUMNS.map(() => new TextColumn());
  readonly #places = PLACE_COLUMNS.map(() => new Int32Array(BATCH_ROWS));
  #bytes = 0;
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  get full(): boolean {
    return this.#rows >= BATCH_ROWS || this.#bytes >= BATCH_BYTES;
  }

  add(passage: DocumentPassage): void {
    for (const [at, name] of TEXT_COLUMNS.entries()) this.#texts[at]!.push(passage[name]);
    for (const [at, name] of PLACE_COLUMNS.entries()) this.#places[at]![this.#rows] = passage[name];
    this.#bytes += passage.text.length;
    this.#rows += 1;
  }

  batch(): RecordBatch {
    const length = this.#rows;
    const texts = this.#texts.map((column) =>
      makeData({ type: new Utf8(), length, nullCount: 0, ...column.buffers() }),
    );
    const places = this.#places.map((values) =>
      makeData({ type: new Int32(), length, nullCount: 0, data: values.subarray(0, length) }),
    );
    const children = [...texts, ...places];
    const type = new Struct(PASSAGE_SCHEMA.fields);
    return new RecordBatch(PASSAGE_SCHEMA, makeData({ type, length, nullCount: 0, children }));
  }
}
