import type { TreeEntry } from '../artifact.ts';
import type { StageProgress } from '../stage.ts';
import type { NodeHealth, NodeUnfit } from './node.ts';
import type { WorkEnvelope } from './work.ts';

/** How an agent introduces itself. */
export interface NodeHello {
  readonly protocol: number;
  readonly version: string;
  /** Made anew by each agent that starts. The latest counts; an older one is told to end. */
  readonly session: string;
  readonly name?: string;
  readonly labels: readonly string[];
  readonly health: NodeHealth;
}

/** What the service says to an agent that it takes. */
export interface NodeWelcome {
  readonly name: string;
  readonly protocol: number;
  readonly version: string;
  /** A heartbeat is due this often. */
  readonly beatSeconds: number;
  /** Without one for this long the lease is over. */
  readonly leaseSeconds: number;
}

/** "I am free": what a node says while it waits for work. */
export interface NodeFree {
  readonly session: string;
  readonly health: NodeHealth;
  readonly unfit: NodeUnfit | null;
  readonly waitSeconds: number;
}

/** Work that a node has been given, until its heartbeats stop. */
export interface Lease {
  readonly work: string;
  /** Each lease of a work has the next number; only the latest may write. */
  readonly number: number;
  /** Opens the inputs of this work, and takes what is made of it. Good for this lease alone. */
  readonly credential: string;
  readonly envelope: WorkEnvelope;
  /** Files of the work directory as an earlier node left them; null: nobody came so far. */
  readonly checkpoint: readonly TreeEntry[] | null;
}

/** Answer to `NodeFree`. */
export interface NodeOffer {
  readonly lease: Lease | null;
  readonly draining: boolean;
}

/** "I am at work". */
export interface LeaseBeat {
  readonly health: NodeHealth;
  /** News since the last beat, in their order. */
  readonly progress: readonly StageProgress[];
}

/** Answer to a beat. `stop`: store a checkpoint, send it, and hand the work back. */
export interface LeaseWord {
  readonly stop: boolean;
}

/** Why work is handed back. `unfit`: this node cannot, another may. */
export interface LeaseRelease {
  readonly reason: 'stopped' | 'asked' | 'unfit';
  readonly unfit?: NodeUnfit;
}
