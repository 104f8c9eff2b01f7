import { type RecordBatch, RecordBatchStreamWriter, type Schema } from 'apache-arrow';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { BatchBuilder } from './batch-builder.ts';
import { RECORD_SCHEMA } from './schema.ts';

/**
 * Batches as the bytes of an Arrow IPC stream, one piece for each batch, so that a reader's pace bounds what is held.
 * The same batches give the same bytes; no batches give a readable stream without rows. Returns what `batches` returns.
 */
export async function* ipcBytes<R>(
  batches: AsyncGenerator<RecordBatch, R>,
  schema: Schema = RECORD_SCHEMA,
): AsyncGenerator<Buffer, R> {
  const pieces = new IpcPieces(schema);
  yield pieces.start();
  try {
    for (;;) {
      const next = await batches.next();
      if (next.done) {
        yield pieces.end();
        return next.value;
      }
      yield pieces.batch(next.value);
    }
  } finally {
    await batches.return(undefined as R);
  }
}

/** Canonical records as the bytes of an Arrow IPC stream. */
export function recordBytes(records: AsyncIterable<Iterable<DatasetRecord>>): AsyncGenerator<Buffer> {
  return ipcBytes(batchesOf(records));
}

async function* batchesOf(records: AsyncIterable<Iterable<DatasetRecord>>): AsyncGenerator<RecordBatch> {
  const builder = new BatchBuilder();
  for await (const group of records) {
    for (const record of group) {
      builder.add(record);
      if (builder.full) yield builder.take();
    }
  }
  if (builder.rows > 0) yield builder.take();
}

/** The bytes of an Arrow IPC stream, of canonical records unless told: `start`, then any number of `batch`, then `end`. */
export class IpcPieces {
  readonly #writer = new PieceWriter();
  readonly #schema: Schema;

  constructor(schema: Schema = RECORD_SCHEMA) {
    this.#schema = schema;
  }

  start(): Buffer {
    this.#writer.reset(undefined, this.#schema);
    return this.#writer.take();
  }

  batch(batch: RecordBatch): Buffer {
    this.#writer.write(batch);
    return this.#writer.take();
  }

  end(): Buffer {
    this.#writer.finish();
    return this.#writer.take();
  }
}

/** apache-arrow's writer with its output where we can take it after each batch, instead of an unbounded queue. */
class PieceWriter extends RecordBatchStreamWriter {
  #pieces: Uint8Array[] = [];

  take(): Buffer {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return bytes;
  }

  protected override _write(chunk: ArrayBufferView): this {
    if (this._started && chunk.byteLength > 0) {
      this.#pieces.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    }
    return this;
  }
}
