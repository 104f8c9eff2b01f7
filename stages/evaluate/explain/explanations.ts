import type { ExampleOutcome } from '../../../pipeline/contracts/evaluation.ts';
import type { Explanation } from '../../../pipeline/contracts/explanation.ts';
import type { Answers } from '../predictions/answers.ts';
import type { ShortenedRecords } from './shortened-records.ts';

/** How far each segment carries the answer that was given; `again`: answers to the rows of the shortened records. */
export function explanationsOf(
  { shortened }: ShortenedRecords,
  examples: readonly ExampleOutcome[],
  again: Answers,
): readonly Explanation[] {
  const answers = new Map(examples.map(({ id, answers: { tuned } }) => [id, tuned!]));
  return shortened.map(({ id, segments, row }) => {
    const { label, probability } = answers.get(id)!;
    const place = again.labels.indexOf(label);
    return {
      id,
      label,
      probability,
      segments: segments.map((text, at) => ({
        text,
        shift: probability - again.probabilities[row + at]![place]!,
      })),
    };
  });
}
