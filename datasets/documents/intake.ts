import type { DocumentIntake, IntakeReport, RefusedDocument } from '../../pipeline/contracts/data-reports.ts';
import { problemOf, TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { LanguageSample } from '../language/language-sample.ts';
import type { RandomAccess } from '../random-access.ts';
import { cutDocument } from './cut-document.ts';
import type { Document } from './document.ts';
import { documentFault } from './fault.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits.ts';
import { openPack } from './pack/documents.ts';
import type { DocumentPassage } from './passages.ts';
import { readDocument } from './read.ts';
import type { UploadKind } from './upload-kind.ts';

export interface DocumentIntakeOptions {
  /** Which upload this is, for the places of faults that are not a single document's. */
  readonly file: string;
  readonly kind: Exclude<UploadKind, 'records'>;
  readonly allowClassified: boolean;
  readonly passageCharacters: number;
  /** Other bounds on a pack than `PACK_LIMITS`. */
  readonly packLimits?: Partial<DocumentLimits>;
  /** Hears how many bytes of documents have been read, after each. */
  readonly onBytes?: (bytes: number) => void;
}

/** What a document that came without a name of its own is called in the table. */
const UNNAMED = 'document';

/**
 * The passages of an upload of documents, those of a document together, and the report at the end. Documents of a pack
 * that cannot be taken are refused one by one and told in the report; one document is held at a time.
 * Errors: those of `readDocument` and `openPack`; where no document at all can be taken, the faults of each.
 */
export async function* readDocuments(
  upload: RandomAccess,
  options: DocumentIntakeOptions,
): AsyncGenerator<DocumentPassage[], IntakeReport> {
  const found = new Findings();
  let bytes = 0;
  let passedOver: readonly string[] = [];
  const take = async function* (name: string, content: Buffer): AsyncGenerator<DocumentPassage[]> {
    const document = await readDocument(content, { name, allowClassified: options.allowClassified });
    const named = name === options.file ? { ...document, name: UNNAMED } : document;
    const passages = cutDocument(named, options.passageCharacters);
    found.see(document, passages);
    yield passages;
  };
  if (options.kind === 'document') {
    yield* take(options.file, await wholeOf(upload, options.file));
  } else {
    const pack = await openPack(upload, options.file, options.packLimits);
    passedOver = pack.passedOver;
    for await (const { name, content } of pack.files()) {
      try {
        if (content instanceof TouchstoneError) throw content;
        bytes += content.length;
        yield* take(name, content);
      } catch (error) {
        found.refuse(name, error);
      }
      options.onBytes?.(bytes);
    }
    found.checkAny(options.file);
  }
  return found.report(options.kind, upload.size, passedOver);
}

async function wholeOf(upload: RandomAccess, file: string): Promise<Buffer> {
  const { bytes: limit } = DOCUMENT_LIMITS;
  if (upload.size > limit) {
    throw documentFault({ file, limits: DOCUMENT_LIMITS }, 'DOCUMENT_TOO_LARGE', { params: { limit } });
  }
  return Buffer.from(await upload.read(0, upload.size));
}

/** What is told of all documents together. */
class Findings {
  readonly #language = new LanguageSample();
  readonly #encodings = new Set<string>();
  readonly #formats = new Map<string, number>();
  readonly #refused: RefusedDocument[] = [];
  readonly #faults: TouchstoneError[] = [];
  #read = 0;
  #official = 0;
  #sections = 0;
  #passages = 0;
  #characters = 0;

  see(document: Document, passages: readonly DocumentPassage[]): void {
    for (const [at, { text }] of passages.entries()) this.#language.see(text, this.#passages + at);
    const { encoding } = document.metadata;
    if (encoding !== undefined) this.#encodings.add(encoding);
    this.#formats.set(document.format, (this.#formats.get(document.format) ?? 0) + 1);
    this.#read += 1;
    this.#official += document.official === null ? 0 : 1;
    this.#sections += sectionsOf(document);
    this.#passages += passages.length;
    this.#characters += document.text.length;
  }

  /** Notes why a document is not taken; what is no fault of the document is thrown again. */
  refuse(document: string, error: unknown): void {
    const fault = TouchstoneError.from(error);
    // What depends on how fast this machine is must not become part of a result.
    if (fault.entry.http !== 422 || fault.code === 'DOCUMENT_TOO_COMPLEX') throw error;
    const told = { 'zh-TW': problemOf(fault, 'zh-TW'), en: problemOf(fault, 'en') };
    this.#faults.push(fault);
    this.#refused.push({
      document,
      code: fault.code,
      reason: { 'zh-TW': told['zh-TW'].title, en: told.en.title },
      advice: { 'zh-TW': told['zh-TW'].advice, en: told.en.advice },
      ...(fault.place.line === undefined ? {} : { line: fault.place.line }),
    });
  }

  /** Refuses the whole upload where not one of its documents can be taken. */
  checkAny(file: string): void {
    if (this.#read > 0) return;
    const [first] = this.#faults;
    const { length: count } = this.#faults;
    const faults = this.#faults.map(({ code, params, place }) => ({ code, params, place }));
    if (this.#faults.every(({ code }) => code === first!.code)) {
      throw new TouchstoneError(first!.code, { params: first!.params, place: first!.place, faults });
    }
    throw new TouchstoneError('INPUT_INVALID', { params: { count }, place: { file }, faults });
  }

  report(kind: UploadKind, bytes: number, passedOver: readonly string[]): IntakeReport {
    const documents: DocumentIntake = {
      read: this.#read,
      formats: Object.fromEntries([...this.#formats].sort()),
      official: this.#official,
      sections: this.#sections,
      passages: this.#passages,
      characters: this.#characters,
      refused: this.#refused,
      passed_over: passedOver,
    };
    return {
      format: 'documents',
      container: kind === 'pack' ? 'zip' : 'document',
      encoding: [...this.#encodings].sort().join(', '),
      bom: false,
      records: 0,
      bytes,
      language: this.#language.language,
      han_share: this.#language.hanShare,
      has_instruction: false,
      has_split_column: false,
      documents,
    };
  }
}

/** Sections with a title, those inside of others included. */
function sectionsOf({ parts }: Document): number {
  const paths = new Set<string>();
  for (const { place } of parts) {
    for (let depth = 1; depth <= place.section.length; depth++) {
      paths.add(JSON.stringify(place.section.slice(0, depth)));
    }
  }
  return paths.size;
}
