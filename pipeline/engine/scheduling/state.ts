import type { WorkNeeds } from '../../contracts/nodes/work.ts';

/** Everything that the decision depends on. Times are milliseconds of one clock. */
export interface ScheduleState {
  readonly now: number;
  readonly waiting: readonly WaitingWork[];
  readonly running: readonly RunningWork[];
  readonly nodes: readonly Seat[];
  /** Seconds of nodes that each project has had lately, work under way included. */
  readonly used: Readonly<Record<string, number>>;
}

export interface WaitingWork {
  readonly id: string;
  readonly project: string;
  readonly priority: number;
  readonly needs: WorkNeeds;
  readonly since: number;
  /** How long it will take; null: nobody knows. */
  readonly expectedSeconds: number | null;
  /** Nodes that could not do it, or were lost with it. */
  readonly avoid: readonly string[];
}

export interface RunningWork {
  readonly id: string;
  readonly project: string;
  readonly priority: number;
  readonly node: string;
  readonly startedAt: number;
  /** Null: nobody knows. */
  readonly secondsLeft: number | null;
  /** The work for which its node was asked to hand it back. */
  readonly preemptedFor: string | null;
}

/** A node that takes work: neither away nor unfit nor draining. It does one work at a time. */
export interface Seat {
  readonly name: string;
  readonly labels: readonly string[];
  readonly gpus: number;
  /** Of its smallest graphics processor, or of the machine where it has none. */
  readonly memoryMib: number;
  /** Whether it asks for work at this moment. */
  readonly free: boolean;
}

/** The rules are data. */
export interface ScheduleRules {
  /** Parts of the nodes that projects have a right to when all want some; 1 for those that are not named. */
  readonly shares: Readonly<Record<string, number>>;
  /** After so long a wait without its project having been served at this priority, work counts one priority higher. */
  readonly agingSeconds: number;
  /** Work that has run for less than this is not taken from its node: it would have been started in vain. */
  readonly leastRunSeconds: number;
  /** Taken for work whose time nobody knows. */
  readonly unknownSeconds: number;
}

export const DEFAULT_RULES: ScheduleRules = {
  shares: {},
  agingSeconds: 3600,
  leastRunSeconds: 120,
  unknownSeconds: 600,
};

/** What is to be done now. */
export interface Decision {
  readonly starts: readonly { readonly work: string; readonly node: string }[];
  /** Work that its node is to hand back, with a checkpoint, for another. */
  readonly preemptions: readonly { readonly work: string; readonly for: string }[];
}

/** Where waiting work stands, by its id. */
export interface Outlook {
  /** From 1. */
  readonly place: number;
  readonly of: number;
  /** Nodes that could take it, now or later. */
  readonly fitting: number;
  /** Null: no node fits. */
  readonly startsInSeconds: number | null;
}
