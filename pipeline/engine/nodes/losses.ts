import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { EndedLease } from '../../store/rows/leases.ts';
import type { Loss } from '../../store/rows/model-work.ts';

/** Work that this many nodes were lost with, and that came no further, is given to no other. */
const NODES_LOST = 2;
/** The same for one node again and again: it may be the only one, and its power may fail. */
const TIMES_LOST = 5;

/** What a lost lease means for its work. A checkpoint that this lease sent shows that the work itself is sound. */
export function afterLoss(
  work: Omit<EndedLease, 'id'>,
  now: Date,
): { readonly losses: readonly Loss[]; readonly error: TouchstoneError | null } {
  if (work.checkpoint_by === work.lease) return { losses: [], error: null };
  const losses = [...work.losses, { node: work.node!, session: work.session, at: now.toISOString() }];
  const nodes = [...new Set(losses.map(({ node }) => node))];
  const poisoned = nodes.length >= NODES_LOST || losses.length >= TIMES_LOST;
  const params = { nodes: nodes.join(', ') };
  return { losses, error: poisoned ? new TouchstoneError('NODE_WORK_QUARANTINED', { params }) : null };
}
