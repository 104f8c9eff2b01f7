import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import { classifyTexts } from '../../../datasets/linear/text-classifier.ts';
import type { Answers } from '../predictions/answers.ts';

/** What a linear classifier on character grams, learnt from the same training records, answers to the test. */
export function* linearAnswers(
  training: readonly LabelledText[],
  texts: readonly string[],
): Generator<void, Answers, void> {
  const { labels, probabilities } = yield* classifyTexts(training, texts);
  return { labels, probabilities, answers: probabilities.map((row) => labels[largest(row)]!) };
}

/** The most frequent class of the training for every record, with the classes' shares as probabilities. */
export function majorityAnswers(training: readonly LabelledText[], records: number): Answers {
  const counts = new Map<string, number>();
  for (const { label } of training) counts.set(label, (counts.get(label) ?? 0) + 1);
  const labels = [...counts.keys()].sort();
  const shares = Float64Array.from(labels, (label) => counts.get(label)! / training.length);
  const answer = labels[largest(shares)]!;
  return {
    labels,
    answers: Array.from({ length: records }, () => answer),
    probabilities: Array.from({ length: records }, () => shares),
  };
}

/** Where the largest number stands; the first of equal ones. */
function largest(numbers: Float64Array): number {
  return numbers.reduce((best, value, at) => (value > numbers[best]! ? at : best), 0);
}
