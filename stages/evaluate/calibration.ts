import type { Calibration } from '../../pipeline/contracts/evaluation.ts';
import type { ResamplingConfig } from '../../pipeline/contracts/spec.ts';
import { expectedCalibrationError, reliabilityCurve } from './metrics/calibration-error.ts';
import type { Answers } from './predictions/answers.ts';
import { calibrationBounds } from './statistics/calibration-bound.ts';
import type { Sliced } from './statistics/in-slices.ts';
import { Random } from './statistics/random.ts';

/** How far what the tuned model says of its own sureness is from how often it is right. */
export function* calibrationOf(
  { labels, answers, probabilities }: Answers,
  truth: readonly string[],
  { draws, confidence, seed }: ResamplingConfig,
): Sliced<Calibration> {
  const sure = answers.map((answer, at) => probabilities[at]![labels.indexOf(answer)]!);
  const right = answers.map((answer, at) => (answer === truth[at] ? 1 : 0));
  const curve = reliabilityCurve(sure, right);
  const random = Random.of(seed, 'calibration');
  return {
    error: expectedCalibrationError(curve)!,
    bounds: yield* calibrationBounds(curve, { draws, confidence, random }),
  };
}
