import type { Language } from '../names.ts';
import type { Place, Problem, ProblemItem } from '../problem.ts';
import type { ErrorEntry } from './entry.ts';
import { ERRORS, type ErrorCode } from './table.ts';

export type ErrorParams = Readonly<Record<string, string | number>>;

/** One fault inside an error: code, parameters, place, what was expected and found. */
export interface Fault {
  readonly code: ErrorCode;
  readonly params?: ErrorParams;
  readonly place?: Place;
  readonly expected?: string;
  readonly found?: string;
}

/**
 * Every error that a person or a program can meet. It carries facts, not prose; `problemOf` writes the prose in the
 * reader's language. `faults` lists the single places when there are several (at most 100 are kept).
 */
export class TouchstoneError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly place: Place;
  readonly expected: string | undefined;
  readonly found: string | undefined;
  readonly faults: readonly Fault[];

  constructor(
    code: ErrorCode,
    options: Omit<Fault, 'code'> & { faults?: readonly Fault[]; cause?: unknown } = {},
  ) {
    super(`${code}: ${fill(ERRORS[code].message.en, options.params ?? {})}`, { cause: options.cause });
    this.name = 'TouchstoneError';
    this.code = code;
    this.params = options.params ?? {};
    this.place = options.place ?? {};
    this.expected = options.expected;
    this.found = options.found;
    this.faults = (options.faults ?? []).slice(0, 100);
  }

  get entry(): ErrorEntry {
    return ERRORS[this.code];
  }

  get retryable(): boolean {
    return this.entry.retry !== 'never';
  }

  /** The same error with the file's name put where a stage could only say which input it was. */
  inFile(names: Readonly<Record<string, string>>): TouchstoneError {
    const rename = (place: Place): Place =>
      place.file !== undefined && names[place.file] !== undefined
        ? { ...place, file: names[place.file]! }
        : place;
    return new TouchstoneError(this.code, {
      params: this.params,
      place: rename(this.place),
      ...(this.expected === undefined ? {} : { expected: this.expected }),
      ...(this.found === undefined ? {} : { found: this.found }),
      faults: this.faults.map((fault) => (fault.place ? { ...fault, place: rename(fault.place) } : fault)),
      cause: this.cause,
    });
  }

  /** Plain data that survives a database; `TouchstoneError.revive` is its inverse. */
  toJSON(): StoredError {
    const { code, params, place, expected, found, faults } = this;
    return { code, params, place, ...(expected && { expected }), ...(found && { found }), faults };
  }

  static revive(stored: StoredError): TouchstoneError {
    if (!(stored.code in ERRORS)) return new TouchstoneError('INTERNAL', { params: { detail: stored.code } });
    return new TouchstoneError(stored.code, stored);
  }

  /** Any thrown thing as a TouchstoneError: what we do not know is `INTERNAL`, with its message kept as the cause. */
  static from(thrown: unknown): TouchstoneError {
    if (thrown instanceof TouchstoneError) return thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return new TouchstoneError('INTERNAL', { params: { detail: detail.slice(0, 500) }, cause: thrown });
  }
}

export interface StoredError extends Fault {
  readonly faults?: readonly Fault[];
}

/** The error as problem+json in one language. */
export function problemOf(error: TouchstoneError | StoredError, language: Language): Problem {
  const known = error instanceof TouchstoneError ? error : TouchstoneError.revive(error);
  const faults: readonly Fault[] = known.faults.length > 0 ? known.faults : [known.toJSON()];
  const { entry } = known;
  const detail = fill(entry.message[language], known.params);
  return {
    type: `urn:touchstone:error:${known.code}`,
    title: detail,
    status: entry.http,
    detail: faults.length === 1 ? describe(faults[0]!, language) : detail,
    code: known.code,
    retryable: known.retryable,
    advice: fill(entry.advice[language], known.params),
    errors: faults.map((fault) => itemOf(fault, language)),
  };
}

function itemOf(fault: Fault, language: Language): ProblemItem {
  const entry = ERRORS[fault.code];
  return {
    code: fault.code,
    ...fault.place,
    message: fill(entry.message[language], fault.params ?? {}),
    ...(fault.expected === undefined ? {} : { expected: fault.expected }),
    ...(fault.found === undefined ? {} : { found: fault.found }),
    advice: fill(entry.advice[language], fault.params ?? {}),
  };
}

function describe(fault: Fault, language: Language): string {
  const { file, line, field } = fault.place ?? {};
  const words =
    language === 'en'
      ? { line: (n: number) => `line ${n}`, field: (f: string) => `field "${f}"`, sep: ', ', colon: ': ' }
      : { line: (n: number) => `第 ${n} 行`, field: (f: string) => `欄位「${f}」`, sep: '，', colon: '：' };
  const place = [file, line === undefined ? undefined : words.line(line), field && words.field(field)].filter(
    Boolean,
  );
  const message = fill(ERRORS[fault.code].message[language], fault.params ?? {});
  return place.length > 0 ? `${place.join(words.sep)}${words.colon}${message}` : message;
}

function fill(text: string, params: ErrorParams): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
