import type { AnswerEvaluation, AnswerPeer } from '../../pipeline/contracts/answer-evaluation.ts';
import type { PeerId } from '../../pipeline/contracts/peers.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import type { FloorSide } from '../texts/peer-texts.ts';

/** p from which on a difference may be chance. */
const LIMIT = 0.05;

/** Tasks for which there is something simple, and which peer that is. */
const FLOORS = { multi_label: 'linear', extraction: 'dictionary', structured: 'usual_values' } as const;

export interface AnswerFloor {
  readonly task: keyof typeof FLOORS;
  readonly peer: AnswerPeer;
  readonly side: FloorSide;
  /** Share of the records that it answers wholly right. */
  readonly right: number;
}

/** How the tuned model compares with the simplest thing that can be done; null where there is none, or none answered. */
export function answerFloorOf({ task, peers = [] }: AnswerEvaluation): AnswerFloor | null {
  if (task === 'question_answering' || task === 'generation') return null;
  const id: PeerId = FLOORS[task];
  const peer = peers.find((one) => one.id === id);
  const whole = TASKS[task].whole;
  const right = whole === null ? null : (peer?.metrics.figures[whole] ?? null);
  if (peer === undefined || right === null) return null;
  const { p, difference } = peer.comparison;
  return { task, peer, right, side: p >= LIMIT ? 'open' : difference > 0 ? 'better' : 'worse' };
}
