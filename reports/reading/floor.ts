import type { EvaluationResult, Peer } from '../../pipeline/contracts/evaluation.ts';
import type { FloorSide } from '../texts/peer-texts.ts';

/** p from which on a difference may be chance. */
const LIMIT = 0.05;

export interface Floor {
  readonly peer: Peer;
  readonly side: FloorSide;
}

/** How the tuned model compares with the linear classifier; null where that did not answer. */
export function floorOf({ peers }: EvaluationResult): Floor | null {
  const peer = peers?.find(({ id }) => id === 'linear');
  if (!peer) return null;
  const { macro_f1_p: p, macro_f1_difference: difference } = peer.comparison;
  return { peer, side: p >= LIMIT ? 'open' : difference > 0 ? 'better' : 'worse' };
}
