import type { InTurns } from '../../../datasets/linear/in-turns.ts';
import { classifyLabelSets } from '../../../datasets/linear/label-sets.ts';
import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import { readFields } from '../../../datasets/tasks/fields.ts';
import { labelList } from '../../../datasets/tasks/label-list.ts';
import { readSpans } from '../../../datasets/tasks/spans.ts';
import { TermDictionary } from '../../../datasets/tasks/term-dictionary.ts';
import type { AnswerTask } from '../../../pipeline/contracts/names.ts';
import type { PeerId } from '../../../pipeline/contracts/peers.ts';

/** Share of the training records that must have a field for it to be filled in. */
const USUAL = 0.5;

/** The simplest thing that can be done about a task. */
interface WrittenFloor {
  readonly id: PeerId;
  /** Learns from training texts, `label` being their answers, and answers others in the form of the task. */
  answers(training: readonly LabelledText[], texts: readonly string[]): InTurns<readonly string[]>;
}

/** The floor of every task whose answers are written; null where nothing simple makes sense. */
export const WRITTEN_FLOORS: Readonly<Record<AnswerTask, WrittenFloor | null>> = {
  multi_label: { id: 'linear', answers: labelSets },
  extraction: { id: 'dictionary', answers: knownTerms },
  structured: { id: 'usual_values', answers: usualValues },
  question_answering: null,
  generation: null,
};

function* labelSets(training: readonly LabelledText[], texts: readonly string[]): InTurns<readonly string[]> {
  const marked = training.map(({ text, label }) => ({ text, labels: labelList(label) }));
  const answers = yield* classifyLabelSets(marked, texts);
  return answers.map((labels) => JSON.stringify(labels));
}

function* knownTerms(
  training: readonly LabelledText[],
  texts: readonly string[],
): InTurns<readonly string[]> {
  const dictionary = new TermDictionary(
    training.map(({ text, label }) => ({ text, spans: readSpans(label) ?? [] })),
  );
  const answers: string[] = [];
  for (const text of texts) {
    const found = dictionary.find(text).map((span) => ({ type: span.type, text: span.text }));
    answers.push(JSON.stringify(found));
    if (answers.length % 256 === 0) yield;
  }
  return answers;
}

/** Of each field that most records have, its most frequent value, whatever is asked. */
function* usualValues(
  training: readonly LabelledText[],
  texts: readonly string[],
): InTurns<readonly string[]> {
  const fields = new Map<string, Map<string, number>>();
  for (const { label } of training) {
    for (const [name, value] of readFields(label) ?? []) {
      const values = fields.get(name) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + 1);
      fields.set(name, values);
    }
    yield;
  }
  const answer: Record<string, unknown> = {};
  for (const [name, values] of [...fields].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const times = [...values.values()].reduce((sum, count) => sum + count, 0);
    if (times < USUAL * training.length) continue;
    const [value] = [...values].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]!;
    Object.defineProperty(answer, name, { value: JSON.parse(value) as unknown, enumerable: true });
  }
  const text = JSON.stringify(answer);
  return texts.map(() => text);
}
