import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { recordBytes } from '../../datasets/arrow/write.ts';
import { readDocuments } from '../../datasets/documents/intake.ts';
import { passageBytes } from '../../datasets/documents/passages.ts';
import { kindOfHead, kindOfZip, UPLOAD_HEAD, type UploadKind } from '../../datasets/documents/upload-kind.ts';
import type { InputFile } from '../../datasets/faults.ts';
import type { RandomAccess } from '../../datasets/random-access.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { DocumentIntake } from '../../pipeline/contracts/data-reports.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import { fileAccess } from './file-spool.ts';
import type { Intake } from './take-in.ts';

type Context = Pick<StageContext, 'artifacts' | 'signal'>;
type Settings = PipelineSpec['ingest'];

/**
 * An upload of documents: their passages, and no records. Null where the upload holds records, or is to be read as such.
 * Errors: those of `readDocuments`.
 */
export async function takeInDocuments(
  file: InputFile,
  upload: BlobRef,
  settings: Settings,
  context: Context,
  onBytes: (bytes: number) => void,
): Promise<Intake | null> {
  if (settings.kind === 'records' || upload.bytes === 0) return null;
  const head = kindOfHead(await headOf(upload, context));
  if (head === 'records' && settings.kind === 'auto') return null;
  const handle = await open(await context.artifacts.localFile(upload));
  try {
    const access = fileAccess(handle, upload.bytes);
    const kind = head === 'zip' ? await kindOfZip(access, file) : 'document';
    if (kind === 'records' && settings.kind === 'auto') return null;
    // A workbook that is said to be a document is refused as the document it is not.
    return await read(access, kind === 'records' ? 'document' : kind);
  } finally {
    await handle.close();
  }

  async function read(access: RandomAccess, kind: Exclude<UploadKind, 'records'>): Promise<Intake> {
    const passages = readDocuments(access, {
      file,
      kind,
      allowClassified: settings.allow_classified,
      passageCharacters: settings.passage_characters,
      onBytes: (bytes) => {
        context.signal.throwIfAborted();
        onBytes(Math.min(bytes, upload.bytes));
      },
    });
    const { ref: documents, result: report } = await store(passageBytes(passages), context);
    onBytes(upload.bytes);
    const { ref: records } = await store(recordBytes(nothing()), context);
    return { records, report, documents };
  }
}

/** Stores bytes as they come; what their source failed with is the error, whatever a store makes of it. */
async function store<R>(
  bytes: AsyncGenerator<Buffer, R>,
  { artifacts }: Context,
): Promise<{ readonly ref: BlobRef; readonly result: R }> {
  const end: { result?: R; fault?: unknown } = {};
  const source = async function* () {
    try {
      end.result = yield* bytes;
    } catch (thrown) {
      end.fault = thrown;
      throw thrown;
    }
  };
  try {
    const ref = await artifacts.putStream(Readable.from(source(), { objectMode: false }));
    return { ref, result: end.result! };
  } catch (thrown) {
    throw end.fault ?? thrown;
  }
}

async function headOf(upload: BlobRef, { artifacts }: Context): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of await artifacts.openStream(upload.digest)) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).length;
    if (size >= UPLOAD_HEAD) break;
  }
  return Buffer.concat(pieces).subarray(0, UPLOAD_HEAD);
}

async function* nothing(): AsyncGenerator<never> {}

/** What people should know about the documents of an upload. */
export function documentWarnings({ refused }: DocumentIntake): Localized[] {
  if (refused.length === 0) return [];
  const classified = refused.filter(({ code }) => code === 'DOCUMENT_CLASSIFIED').length;
  const [first] = refused;
  return [
    {
      'zh-TW':
        `有 ${refused.length} 份文件未採用${classified > 0 ? `，其中 ${classified} 份標示為密以上` : ''}；` +
        `例如「${first!.document}」：${first!.reason['zh-TW']}`,
      en:
        `${refused.length} documents were not taken${classified > 0 ? `, ${classified} of them as they are marked 密 or higher` : ''}; ` +
        `for example ${first!.document}: ${first!.reason.en}`,
    },
  ];
}
