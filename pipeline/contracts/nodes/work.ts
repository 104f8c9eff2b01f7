import type { TreeEntry } from '../artifact.ts';
import type { StoredError } from '../errors/error.ts';
import type { StageProgress } from '../stage.ts';
import type { TrainerResult } from '../trainer.ts';
import type { WorkOf } from './work-of.ts';

/** What a node must have to be given a piece of work. */
export interface WorkNeeds {
  /** 0: a node without a graphics processor will do. */
  readonly gpus: number;
  /** Of each graphics processor, or of the machine where none is needed. */
  readonly memoryMib: number;
  /** All of them. */
  readonly labels: readonly string[];
}

/** Files of one input, below a folder of its own. An input that is one file has one entry. */
export interface WorkInput {
  readonly kind: 'file' | 'tree';
  readonly files: readonly TreeEntry[];
}

/**
 * A trainer's job without this machine's paths: where a path belongs stands `input:<name>`, `work:` or `out:`, which the
 * node fills in. Inputs are named by digest, so they are the same wherever they come from.
 */
export interface WorkEnvelope {
  readonly format: 1;
  readonly verb: 'train' | 'predict';
  readonly job: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, WorkInput>>;
}

/** `waiting`: for a node; `withdrawn`: nobody wants it any more. */
export const WORK_STATUSES = ['waiting', 'leased', 'done', 'failed', 'withdrawn'] as const;
export type WorkStatus = (typeof WORK_STATUSES)[number];

/** Work that is to be offered. The id names what it is made of, so that who asks again finds what is under way. */
export interface WorkDraft {
  readonly id: string;
  readonly of: WorkOf;
  readonly envelope: WorkEnvelope;
  readonly needs: WorkNeeds;
}

/** Where waiting work stands. `fitting`: how many nodes that could take it are there at all. */
export interface WorkOutlook {
  /** 1: it is next. */
  readonly place: number;
  readonly of: number;
  readonly fitting: number;
  /** Null: nobody can say. */
  readonly startsInSeconds: number | null;
}

/** How offered work stands. */
export interface WorkState {
  readonly status: WorkStatus;
  readonly node: string | null;
  readonly progress: StageProgress | null;
  /** Of waiting work. */
  readonly outlook: WorkOutlook | null;
  readonly result: TrainerResult | null;
  readonly outputs: readonly TreeEntry[] | null;
  readonly error: StoredError | null;
}

/** What the executor knows of nodes: a desk where work is laid down and taken up again when it is done. */
export interface WorkDesk {
  /** Offers work, or finds it where it is under way or done. What failed or was withdrawn begins anew, from its checkpoint. */
  offer(draft: WorkDraft): Promise<void>;
  /** Offers work only where a node that is free would be given it now. True where it is offered, under way or done. */
  offerIfFree(draft: WorkDraft): Promise<boolean>;
  /** How it stands; also says that somebody still wants it. */
  look(id: string): Promise<WorkState>;
  /** Nobody wants it any more: whoever is at work on it ends. */
  withdraw(id: string): Promise<void>;
  /** Done work whose files are gone is done again. */
  redo(id: string): Promise<void>;
}
