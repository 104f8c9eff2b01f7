import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseMapping } from '../../datasets/columns/mapping.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { readSpecText } from '../engine/spec.ts';
import { unreadable } from './http/upload.ts';
import { applySet } from './set-option.ts';

export interface SpecOptions {
  /** A YAML or JSON file. */
  readonly spec?: string;
  readonly task?: string;
  readonly base?: string;
  /** Columns by field, `text=內容,label=承辦單位`: the spec's `ingest.columns`. */
  readonly map?: string;
  /** `field=value`, applied in order, after the rest. */
  readonly set: readonly string[];
}

/**
 * The pipeline spec that the options ask for, as the service takes it; which fields and values there may be is the
 * service's to judge. Errors: `CLI_FILE_MISSING`, `CLI_FILE_UNREADABLE`, `SPEC_UNREADABLE`, `CLI_SET_SYNTAX`,
 * `INPUT_MAP_SYNTAX`, `INPUT_MAP_TARGET`.
 */
export async function specFrom(options: SpecOptions): Promise<Record<string, unknown>> {
  const spec = options.spec === undefined ? {} : await readSpecFile(options.spec);
  if (options.task !== undefined) applySet(spec, `task.kind=${options.task}`);
  if (options.base !== undefined) applySet(spec, `base=${options.base}`);
  if (options.map !== undefined) {
    const columns = Object.fromEntries(parseMapping(options.map));
    applySet(spec, `ingest.columns=${JSON.stringify(columns)}`);
  }
  for (const text of options.set) applySet(spec, text);
  return spec;
}

async function readSpecFile(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code ?? error.message);
  });
  try {
    return mappingIn(readSpecText(text));
  } catch (error) {
    throw TouchstoneError.from(error).inFile({ spec: basename(file) });
  }
}

function mappingIn(document: unknown): Record<string, unknown> {
  if (document === null || document === undefined) return {};
  if (typeof document === 'object' && !Array.isArray(document)) return document as Record<string, unknown>;
  throw new TouchstoneError('SPEC_UNREADABLE', {
    params: { detail: 'not a mapping' },
    place: { file: 'spec' },
  });
}
