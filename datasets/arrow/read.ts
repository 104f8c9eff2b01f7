import { type Data, type List, RecordBatchReader, type Struct, type Utf8, type Vector } from 'apache-arrow';
import type { DatasetRecord, Message } from '../../pipeline/contracts/record.ts';

/** Reads an Arrow IPC stream of canonical records, one group of records for each batch. */
export async function* readRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<DatasetRecord[]> {
  const reader = await RecordBatchReader.from(bytes);
  for await (const batch of reader) {
    // A stream without batches is read as one batch without rows, and without buffers.
    if (batch.numRows === 0) continue;
    const text = (name: string) => new Texts((batch.getChild(name) as Vector<Utf8>).data[0]!);
    const id = text('id');
    const label = text('label');
    const split = text('split');
    const source = text('source');
    const meta = text('meta');
    const messages = new Turns((batch.getChild('messages') as Vector<List<Struct>>).data[0]!);
    const records: DatasetRecord[] = [];
    for (let row = 0; row < batch.numRows; row++) {
      records.push({
        id: id.at(row),
        messages: messages.at(row),
        label: label.orNull(row),
        split: split.orNull(row),
        source: source.orNull(row),
        meta: meta.orNull(row),
      });
    }
    yield records;
  }
}

/** Texts of one column of one batch, straight from its buffers. */
class Texts {
  readonly #data: Data<Utf8>;
  readonly #values: Buffer;

  constructor(data: Data<Utf8>) {
    this.#data = data;
    const { buffer, byteOffset, byteLength } = data.values;
    this.#values = Buffer.from(buffer, byteOffset, byteLength);
  }

  at(row: number): string {
    const { valueOffsets } = this.#data;
    return this.#values.toString('utf8', valueOffsets[row], valueOffsets[row + 1]);
  }

  orNull(row: number): string | null {
    return this.#data.getValid(row) ? this.at(row) : null;
  }
}

/** The `messages` column of one batch. */
class Turns {
  readonly #offsets: Int32Array;
  readonly #role: Texts;
  readonly #content: Texts;

  constructor(list: Data<List<Struct>>) {
    const turns = list.children[0]! as Data<Struct>;
    this.#offsets = list.valueOffsets;
    this.#role = new Texts(turns.children[0] as Data<Utf8>);
    this.#content = new Texts(turns.children[1] as Data<Utf8>);
  }

  at(row: number): Message[] {
    const messages: Message[] = [];
    for (let turn = this.#offsets[row]!; turn < this.#offsets[row + 1]!; turn++) {
      messages.push({ role: this.#role.at(turn) as Message['role'], content: this.#content.at(turn) });
    }
    return messages;
  }
}
