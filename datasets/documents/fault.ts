import { type Fault, TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ErrorCode } from '../../pipeline/contracts/errors/table.ts';
import type { DocumentLimits } from './limits.ts';

/** What every reader of a format is given beside the bytes or the text. */
export interface Source {
  /** The file's name, for places. */
  readonly file: string;
  readonly limits: DocumentLimits;
}

/** The error for a document that cannot be read; `place` adds line and field to the file. */
export function documentFault(
  source: Source,
  code: ErrorCode,
  detail: Omit<Fault, 'code' | 'place'> & { readonly line?: number; readonly field?: string } = {},
): TouchstoneError {
  const { line, field, ...rest } = detail;
  const place = {
    file: source.file,
    ...(line === undefined ? {} : { line }),
    ...(field === undefined ? {} : { field }),
  };
  return new TouchstoneError(code, { ...rest, place });
}
