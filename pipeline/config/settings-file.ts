import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { nearName } from '../contracts/near-name.ts';
import type { Environment } from './environment-reader.ts';
import { SETTING_NAMES } from './variables.ts';

/** A file of settings as it was read: the environment's own names, with the values as they are written. */
export interface SettingsFile {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Told to read no file at all. */
const NONE = 'none';
/** What no sensible file exceeds. */
const LIMIT_BYTES = 256 * 1024;

/**
 * The file of settings: the one that is named, else the one in the platform's usual place, null where there is none. A file
 * that merely lies in the current directory is never read: whoever wrote the checkout one stands in could else send the key to a service of his own,
 * or name a program to be run. Errors: `SETTINGS_FILE_UNREADABLE`, `SETTINGS_FILE_INVALID`, `SETTING_UNKNOWN`.
 */
export function readSettingsFile(named: string | undefined, env: Environment): SettingsFile | null {
  const asked = named ?? (env.TOUCHSTONE_CONFIG || undefined);
  if (asked === NONE) return null;
  if (asked !== undefined) return { path: resolve(asked), values: valuesIn(asked, textOf(asked)) };
  for (const path of usualPlaces(env)) {
    const text = textIfThere(path);
    if (text !== null) return { path, values: valuesIn(path, text) };
  }
  return null;
}

/** Where a file of settings lies that nobody named: the person's own, else the machine's. The first one there counts alone. */
export function usualPlaces({ XDG_CONFIG_HOME, HOME, APPDATA }: Environment): string[] {
  const own = XDG_CONFIG_HOME || (HOME ? join(HOME, '.config') : APPDATA);
  const places = own && isAbsolute(own) ? [join(own, 'touchstone', 'touchstone.config.yaml')] : [];
  return [...places, '/etc/touchstone/touchstone.config.yaml'];
}

function textIfThere(path: string): string | null {
  try {
    return readText(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unreadable(path, error);
  }
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readText(path: string): string {
  const bytes = readFileSync(path);
  if (bytes.length > LIMIT_BYTES) throw Object.assign(new Error('too long'), { code: 'EFBIG' });
  return bytes.toString('utf8');
}

/** A mapping of names to texts or lists of texts; `schema: failsafe` takes every value as it is written. */
function valuesIn(path: string, text: string): Record<string, string> {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const fault = document.errors[0];
  if (fault !== undefined) throw invalid(path, lineOf(fault.pos[0]), fault.message.split('\n')[0]!);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === '')) return {};
  if (!isMap(contents)) throw invalid(path, 1, 'NAME: value');
  const values: Record<string, string> = {};
  for (const { key, value } of contents.items) {
    const line = lineOf((key as Node).range?.[0] ?? 0);
    const name = isScalar(key) ? String(key.value) : '';
    if (!SETTING_NAMES.includes(name)) throw unknown(path, line, name);
    const written = writtenValue(value);
    if (written === null) throw invalid(path, line, `${name}: …`);
    if (written !== '') values[name] = written;
  }
  return values;
}

/** A list is what the environment writes with commas; null for what is neither text nor a list of texts. */
function writtenValue(value: unknown): string | null {
  if (value === null) return '';
  if (isScalar(value)) return String(value.value ?? '');
  if (!isSeq(value) || !value.items.every((item) => isScalar(item))) return null;
  return value.items.map((item) => String((item as { value: unknown }).value)).join(',');
}

function unreadable(path: string, cause: unknown): TouchstoneError {
  const { code = 'EIO' } = cause as NodeJS.ErrnoException;
  const params = { file: path, detail: code };
  return new TouchstoneError('SETTINGS_FILE_UNREADABLE', { params, place: { file: path }, cause });
}

function invalid(path: string, line: number, detail: string): TouchstoneError {
  const params = { file: path, detail };
  return new TouchstoneError('SETTINGS_FILE_INVALID', { params, place: { file: path, line } });
}

function unknown(path: string, line: number, name: string): TouchstoneError {
  const near = nearName(name, SETTING_NAMES);
  return new TouchstoneError('SETTING_UNKNOWN', {
    params: { name: name.slice(0, 100), file: path },
    place: { file: path, line, field: name.slice(0, 100) },
    ...(near === null ? {} : { expected: near }),
  });
}
