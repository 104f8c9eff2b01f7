import type { StageProgress } from '../stage.ts';

/** A graphics processor as its driver describes it; null: it does not say. */
export interface GpuHealth {
  readonly name: string;
  readonly driver: string;
  readonly memoryMib: number;
  readonly usedMib: number;
  /** Degrees Celsius. */
  readonly temperature: number | null;
  /** Percent of the last moment in which it was busy. */
  readonly utilisation: number | null;
  readonly watts: number | null;
}

/** What a node says of itself, with every question for work and every heartbeat. */
export interface NodeHealth {
  readonly gpus: readonly GpuHealth[];
  readonly cpus: number;
  /** Percent of all cores together since the last report; null at the first. */
  readonly cpuUtilisation: number | null;
  readonly memoryMib: number;
  readonly freeMemoryMib: number;
  /** Where the node keeps inputs and works. */
  readonly freeDiskMib: number;
  readonly cacheMib: number;
}

/** Why a node takes no work until it is mended. */
export const UNFIT_REASONS = ['disk_full', 'cache_too_small', 'trainer'] as const;
export interface NodeUnfit {
  readonly reason: (typeof UNFIT_REASONS)[number];
  readonly detail: string;
}

/** How a node stands, the first that applies: no word for a minute (`away`) hides what it said before. */
export const NODE_STATES = ['new', 'away', 'unfit', 'draining', 'busy', 'ready'] as const;
export type NodeState = (typeof NODE_STATES)[number];

/** A node as people see it. No token, and nothing that one could be guessed from. */
export interface NodeView {
  readonly name: string;
  readonly state: NodeState;
  readonly labels: readonly string[];
  readonly version: string | null;
  readonly health: NodeHealth | null;
  readonly unfit: NodeUnfit | null;
  readonly draining: { readonly by: string; readonly at: string } | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly seenAt: string | null;
  readonly work: NodeWorkView | null;
}

/** What a node is at work on. */
export interface NodeWorkView {
  readonly id: string;
  readonly run: string;
  readonly stage: string;
  readonly verb: string;
  readonly startedAt: string;
  readonly progress: StageProgress | null;
}

/** A node that was just added; the only time that its token is shown. */
export interface AddedNode {
  readonly name: string;
  readonly token: string;
}
