import type { IntakeWarning, RecordsIntake } from '../../pipeline/contracts/data-reports.ts';
import type { EncodingName } from '../encoding/decoder.ts';
import { TextReader } from '../encoding/text-reader.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { markupKind } from '../markup.ts';
import { memorySpool, type RandomAccess, type Spool } from '../random-access.ts';
import { readArrowFile, readArrowStream } from './arrow/arrow.ts';
import type { ContainerReader, Numbering, RowSink } from './container.ts';
import type { OpenUpload } from './open-upload.ts';
import { readParquet } from './parquet/parquet.ts';
import { JSONL, type PlainText, recogniseContainer, type TextContainer } from './registry.ts';
import { readXlsx, type XlsxFacts } from './xlsx/xlsx.ts';

/** What the reader of a file may be told instead of finding it out. */
export interface ContainerOptions {
  readonly encoding?: EncodingName;
  readonly sheet?: string;
  readonly plainText?: PlainText;
  readonly spool?: Spool;
}

/** What was found out about a file's container. */
export type FoundContainer = Pick<RecordsIntake, 'container' | 'encoding' | 'bom' | 'delimiter' | 'sheet'> & {
  readonly warnings: readonly IntakeWarning[];
};

/** Opens the way that rows go, once it is known how the container counts them and whether they are plain text. */
export type OpenSink = (numbering: Numbering, format: 'plain_text' | null) => RowSink;

/** Containers that must be read at any place, by the names that a person is shown. */
const NAMES = { parquet: 'Parquet', arrow: 'Arrow', zip: 'XLSX' } as const;

/** What holds of every container that is no text. */
const TYPED = { encoding: 'utf-8', bom: false } as const;

/** Reads the rows of an upload into the sink that `open` gives; yields whenever rows may have come. */
export async function* readRows(
  { kind, bytes }: OpenUpload,
  options: ContainerOptions,
  faults: FaultList,
  limits: IntakeLimits,
  open: OpenSink,
): AsyncGenerator<void, FoundContainer> {
  if (kind === 'text') return yield* readText(bytes, options, faults, limits, open);
  const sink = open('row', null);
  if (kind === 'arrow_stream') {
    yield* readArrowStream(bytes, sink, faults, limits);
    return { ...TYPED, container: kind, warnings: [] };
  }
  const spool = options.spool ?? memorySpool(NAMES[kind], limits.heldBytes, faults);
  const file = await spool(bytes);
  try {
    return yield* readFile(kind, file, { ...options, spool }, sink, faults, limits);
  } finally {
    await file.close();
  }
}

async function* readFile(
  kind: keyof typeof NAMES,
  file: RandomAccess,
  { sheet, spool }: ContainerOptions & { readonly spool: Spool },
  sink: RowSink,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<void, FoundContainer> {
  if (kind !== 'zip') {
    yield* kind === 'parquet'
      ? readParquet(file, sink, faults, limits)
      : readArrowFile(file, sink, faults, limits);
    return { ...TYPED, container: kind, warnings: [] };
  }
  const facts: XlsxFacts = { sheet: '', warnings: [] };
  yield* readXlsx(file, { name: sheet ?? null, spool }, facts, sink, faults, limits);
  return { ...TYPED, container: 'xlsx', ...facts };
}

async function* readText(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, plainText }: ContainerOptions,
  faults: FaultList,
  limits: IntakeLimits,
  open: OpenSink,
): AsyncGenerator<void, FoundContainer> {
  const text = new TextReader(faults, encoding);
  let head = '';
  let found: TextContainer | null = null;
  let reader: ContainerReader | null = null;
  for await (const piece of text.pieces(bytes)) {
    if (reader !== null) {
      if (piece.utf8 !== null && reader.pushUtf8 !== undefined) reader.pushUtf8(piece.utf8);
      else reader.push(piece.text);
    } else {
      head += piece.text;
      const markup = plainText === 'line' || plainText === 'paragraph' ? null : markupKind(head);
      if (markup !== null) faults.fail('INPUT_NOT_TEXT', { params: { kind: markup }, found: markup });
      found = recogniseContainer(head, plainText);
      // Nothing but space so far: its line breaks still count.
      if (found === null && head.length <= limits.recordBytes) continue;
      found ??= JSONL;
      const sink = open(found.container.numbering, found.name === 'text' ? 'plain_text' : null);
      reader = found.container.open(sink, faults, limits);
      reader.push(head);
    }
    yield;
  }
  if (found === null || reader === null) faults.fail('INPUT_NO_RECORDS');
  reader.end();
  const { name: container, delimiter } = found;
  return {
    container,
    encoding: text.encoding,
    bom: text.bom,
    warnings: reader.warnings ?? [],
    ...(delimiter !== undefined && { delimiter }),
  };
}
