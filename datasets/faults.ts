import { type Fault, TouchstoneError } from '../pipeline/contracts/errors/error.ts';
import type { ErrorCode } from '../pipeline/contracts/errors/table.ts';

/** Which upload is being read; the service puts the file's own name in its place when it shows the error. */
export type InputFile = 'dataset' | 'test';

/** Where in the file, and what beside the code. */
export interface FaultDetail extends Omit<Fault, 'code' | 'place'> {
  readonly line?: number;
  readonly field?: string;
}

/** A person mends a hundred places at a time; beyond that the file needs another export, not another hundred lines. */
const MOST_FAULTS = 100;

/** Gathers what is wrong with one file, so that its owner hears of everything at once. */
export class FaultList {
  readonly #file: InputFile;
  readonly #faults: Fault[] = [];
  readonly #meant = new Map<ErrorCode, Pick<Fault, 'code' | 'params'>>();

  constructor(file: InputFile) {
    this.#file = file;
  }

  /** Says what faults of these codes come to in this file: another one, that tells more of what to do. */
  means(codes: readonly ErrorCode[], fault: Pick<Fault, 'code' | 'params'>): void {
    for (const code of codes) this.#meant.set(code, fault);
  }

  /** Notes a fault and goes on. Throws the gathered error when the list is full. */
  add(code: ErrorCode, detail: FaultDetail = {}): void {
    const { line, field, ...rest } = detail;
    const place = {
      file: this.#file,
      ...(line === undefined ? {} : { line }),
      ...(field === undefined ? {} : { field }),
    };
    this.#faults.push({ code, place, ...rest, ...this.#meant.get(code) });
    if (this.#faults.length === MOST_FAULTS) throw this.#error();
  }

  /** Notes a fault after which nothing more can be read, and throws what was gathered. */
  fail(code: ErrorCode, detail: FaultDetail = {}): never {
    this.add(code, detail);
    throw this.#error();
  }

  /** Throws what was gathered, if anything was. */
  check(): void {
    if (this.#faults.length > 0) throw this.#error();
  }

  /** Faults of one kind are an error of that kind, with the first one's details; mixed ones are `INPUT_INVALID`. */
  #error(): TouchstoneError {
    const faults = this.#faults;
    const { code, ...first } = faults[0]!;
    if (faults.every((fault) => fault.code === code)) return new TouchstoneError(code, { ...first, faults });
    const count = faults.length < MOST_FAULTS ? faults.length : `${MOST_FAULTS}+`;
    return new TouchstoneError('INPUT_INVALID', { params: { count }, place: { file: this.#file }, faults });
  }
}

/** The type of a value in JSON's own words. */
export function jsonType(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
