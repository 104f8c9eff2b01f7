import type { z } from 'zod';
import type { BlobRef } from './artifact.ts';

/** The parts that stages may divide their work into: the stage, then what is done. */
export const PART_NAMES = ['refine/look'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Local paths of a part's inputs or outputs by name; null for one that is absent. */
export type PartFiles<K extends string = string> = Readonly<Record<K, string | null>>;

/** What a part made: files in its work directory, and small facts about them. */
export interface PartMade<K extends string = string> {
  readonly files: PartFiles<K>;
  readonly summary: Readonly<Record<string, unknown>>;
}

/**
 * A piece of a stage's work: a declared, versioned, pure function over files and config, such as a range of an input. It
 * runs in a thread of its own, in whichever service takes it, and its result is memoised as that of a stage is, so it may
 * reach nothing but what it is given. Raise `version` whenever the same inputs would give another result.
 */
export interface Part<C = unknown, K extends string = string> {
  readonly name: PartName;
  readonly version: number;
  readonly config: z.ZodType<C>;
  /** `workDir` is private to this call and empty. Errors of class `TouchstoneError` reach the stage as they are. */
  run(inputs: PartFiles, config: C, context: { readonly workDir: string }): Promise<PartMade<K>>;
}

/** One part that a stage asks for. Inputs and config together name everything that its result depends on. */
export interface PartRequest {
  readonly inputs: Readonly<Record<string, BlobRef | null>>;
  /** Plain JSON that the part's schema accepts. */
  readonly config: unknown;
}

/** One part as a thread is told of it. */
export interface PartOrder {
  readonly part: PartName;
  readonly files: PartFiles;
  readonly config: unknown;
  readonly workDir: string;
}

/** A thread that is ours until we leave it. */
export interface PartSeat {
  /** Aborting ends the thread, whatever it is at. Errors: those of the part; the signal's reason. */
  run(order: PartOrder, signal: AbortSignal): Promise<PartMade>;
  leave(): void;
}

/** The threads of this process that parts run in. */
export interface PartThreads {
  /** How many run at once. */
  readonly count: number;
  /** The next free one; who asked first has it first. Error: the signal's reason. */
  seat(signal: AbortSignal): Promise<PartSeat>;
  /** One that is free at this moment; null where there is none. */
  freeSeat(): PartSeat | null;
}
