import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import type { Reader } from '../reader.ts';
import { floorOf } from '../reading/floor.ts';
import { perHundred } from '../reading/per-hundred.ts';

/** Beside the verdict: whether a simple classifier does as well. Nothing where none answered. */
export function FloorSentence({ evaluation, reader }: { evaluation: EvaluationResult; reader: Reader }) {
  const floor = floorOf(evaluation);
  if (floor === null) return null;
  const { figures, texts } = reader;
  const { macro_f1_difference: difference, interval } = floor.peer.comparison;
  return (
    <li>
      {texts.peers.floor[floor.side](
        String(perHundred(floor.peer.metrics.accuracy)),
        figures.points(difference),
        figures.points(interval[0]),
        figures.points(interval[1]),
      )}
    </li>
  );
}
