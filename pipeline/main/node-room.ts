import type { Settings } from '../config/settings.ts';
import type { Service } from '../contracts/service.ts';
import { BaseTrees } from '../engine/nodes/base-trees.ts';
import { Desk } from '../engine/nodes/desk.ts';
import { Dispatcher } from '../engine/nodes/dispatcher.ts';
import { beginKeeping, keepWorks } from '../engine/nodes/keeper.ts';
import { leaseService } from '../engine/nodes/lease-service.ts';
import type { NodeParts } from '../engine/nodes/node-parts.ts';
import { nodeService } from '../engine/nodes/node-service.ts';
import { WorkFiles } from '../engine/nodes/work-files.ts';
import { DEFAULT_RULES } from '../engine/scheduling/state.ts';
import type { Stores } from './stores.ts';

/** Machines that take model work, and what is offered to them. */
export interface NodeRoom {
  readonly nodes: Service['nodes'];
  readonly leases: Service['leases'];
  readonly desk: Desk;
  readonly bases: BaseTrees;
  /** Before work is taken: whoever has a lease is given the time to be heard. */
  begin(): Promise<void>;
  /** Offers lost work again, and takes away what nobody needs. */
  heal(): Promise<void>;
}

/** Puts it together. `version` is that of this program. */
export function openNodes(
  { database, artifacts }: Pick<Stores, 'database' | 'artifacts'>,
  { nodes: { shares, leaseSeconds, leastRunSeconds } }: Pick<Settings, 'nodes'>,
  version: string,
): NodeRoom {
  const rules = { ...DEFAULT_RULES, shares, leastRunSeconds };
  const parts: NodeParts = { database, artifacts, rules, leaseSeconds, version };
  const files = new WorkFiles(database, artifacts);
  const dispatcher = new Dispatcher(parts);
  return {
    nodes: nodeService(parts, dispatcher),
    leases: leaseService(parts, files),
    desk: new Desk(parts),
    bases: new BaseTrees(database, artifacts),
    begin: () => beginKeeping(parts),
    heal: async () => {
      await keepWorks(parts, files);
      await dispatcher.review();
    },
  };
}
