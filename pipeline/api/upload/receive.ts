import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { nearName } from '../../contracts/near-name.ts';
import { displayName } from './display-name.ts';
import { SealedStream } from './sealed-stream.ts';
import { watchForStall } from './stall-watch.ts';

/** A file on its way in. The stream fails, and never just ends, when the upload is broken. */
export interface IncomingFile {
  readonly filename: string;
  readonly stream: Readable;
}

/** Hands the form's file to `store` as it arrives, and gives back what `store` made of it. */
export type Upload = <T>(store: (file: IncomingFile) => Promise<T>) => Promise<T>;

export interface UploadRules {
  /** The one field of the form. */
  readonly field: string;
  readonly limitBytes: number;
  readonly stall: { readonly bytes: number; readonly ms: number };
  /** Asked when the whole form has arrived, before the file's stream ends; gets what identifies its content. */
  readonly seal: ((content: string) => Promise<void>) | null;
}

/** Room for the boundary lines and headers around the file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

/**
 * Reads a multipart form that holds exactly one file. When it rejects, `store` has settled as well, so that nothing of
 * a refused upload is still being cleaned away. Errors: `UPLOAD_TOO_LARGE`, `UPLOAD_INCOMPLETE`, `UPLOAD_MALFORMED`,
 * `UPLOAD_FILE_MISSING`, `UPLOAD_PARTS`, `REQUEST_FIELD_UNKNOWN`, `REQUEST_FIELD_NOT_ALLOWED`, `REQUEST_TIMEOUT`, and
 * whatever `store` rejects with.
 */
export function uploadOf(request: IncomingMessage, rules: UploadRules): Upload {
  return async (store) => {
    if (Number(request.headers['content-length'] ?? 0) > rules.limitBytes + FORM_OVERHEAD_BYTES) {
      throw new TouchstoneError('UPLOAD_TOO_LARGE', { params: { limit: rules.limitBytes } });
    }
    const reading = new FormReading(request, rules, store);
    try {
      return await reading.result();
    } finally {
      reading.close();
    }
  };
}

/** One reading of one form. Its first fault fails the file's stream; whatever fails afterwards only follows from it. */
class FormReading<T> {
  readonly #request: IncomingMessage;
  readonly #rules: UploadRules;
  readonly #store: (file: IncomingFile) => Promise<T>;
  readonly #parser: BusboyInstance;
  readonly #whole: Promise<void>;
  readonly #endWatch: () => void;
  #reject: (error: unknown) => void = () => undefined;
  #fault: { readonly error: unknown } | null = null;
  #stream: SealedStream | null = null;
  #stored: Promise<T> | null = null;

  constructor(request: IncomingMessage, rules: UploadRules, store: (file: IncomingFile) => Promise<T>) {
    this.#request = request;
    this.#rules = rules;
    this.#store = store;
    this.#parser = openParser(request);
    this.#whole = new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#parser.on('finish', resolve);
    });
    // Whoever awaits it may come later than the first fault.
    this.#whole.catch(() => undefined);
    this.#endWatch = watchForStall(request, rules.stall, () =>
      this.#fail(new TouchstoneError('REQUEST_TIMEOUT')),
    );
    this.#listen();
    request.pipe(this.#parser);
  }

  /** What `store` made of the file, once the whole form is in. */
  async result(): Promise<T> {
    try {
      await this.#whole;
      if (this.#stored === null) throw this.#noFile();
      return await this.#stored;
    } catch (error) {
      await this.#stored?.catch(() => undefined);
      throw this.#fault ? this.#fault.error : error;
    }
  }

  close(): void {
    this.#endWatch();
    this.#request.off('close', this.#onClose);
    this.#request.unpipe(this.#parser);
  }

  #listen(): void {
    const tooMany = (): void => this.#fail(new TouchstoneError('UPLOAD_PARTS'));
    this.#parser.on('partsLimit', tooMany).on('filesLimit', tooMany).on('fieldsLimit', tooMany);
    this.#parser.on('error', (error) => this.#fail(formFault(error)));
    this.#parser.on('field', (name) =>
      this.#fail(name === this.#rules.field ? this.#noFile() : this.#wrongField(name)),
    );
    this.#parser.on('file', (name, part, filename, encoding) => {
      part.on('error', (error) => this.#fail(formFault(error)));
      if (name !== this.#rules.field) this.#fail(this.#wrongField(name));
      else if (!['7bit', '8bit', 'binary'].includes(encoding)) {
        this.#fail(new TouchstoneError('UPLOAD_MALFORMED', { params: { detail: encoding.slice(0, 40) } }));
      } else this.#take(displayName(filename), part);
    });
    this.#request.on('close', this.#onClose);
  }

  readonly #onClose = (): void => {
    if (!this.#request.complete) this.#fail(new TouchstoneError('UPLOAD_INCOMPLETE'));
  };

  #take(filename: string, part: Readable): void {
    const { seal, limitBytes } = this.#rules;
    const stream = new SealedStream({
      limitBytes,
      hashed: seal !== null,
      seal: async (digest) => {
        await this.#whole;
        await seal?.(`${digest} ${filename}`);
      },
    });
    this.#stream = stream;
    stream.on('error', (error) => this.#fail(error));
    this.#stored = this.#store({ filename, stream });
    this.#stored.catch((error: unknown) => this.#fail(error));
    part.pipe(stream);
  }

  #fail(error: unknown): void {
    this.#fault ??= { error };
    this.#request.unpipe(this.#parser);
    this.#stream?.destroy(error instanceof Error ? error : new Error(String(error)));
    this.#reject(error);
  }

  #noFile(): TouchstoneError {
    return new TouchstoneError('UPLOAD_FILE_MISSING', { params: { field: this.#rules.field } });
  }

  #wrongField(name: string | undefined): TouchstoneError {
    const field = (name ?? '').slice(0, 100);
    const place = { file: 'body', field };
    const suggestion = nearName(field, [this.#rules.field]);
    return suggestion === null
      ? new TouchstoneError('REQUEST_FIELD_NOT_ALLOWED', {
          params: { field, allowed: this.#rules.field },
          place,
        })
      : new TouchstoneError('REQUEST_FIELD_UNKNOWN', { params: { field, suggestion }, place });
  }
}

function openParser(request: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      fileHwm: 1024 * 1024,
      limits: { files: 1, fields: 1, parts: 2, fieldSize: 1024, headerPairs: 16, headerSize: 8 * 1024 },
    });
  } catch (error) {
    throw formFault(error);
  }
}

/** The parser's own errors; a form without its last boundary was cut off on the way. */
function formFault(error: unknown): TouchstoneError {
  const detail = error instanceof Error ? error.message : String(error);
  if (/unexpected end/i.test(detail)) return new TouchstoneError('UPLOAD_INCOMPLETE');
  return new TouchstoneError('UPLOAD_MALFORMED', { params: { detail: detail.slice(0, 100) }, cause: error });
}
