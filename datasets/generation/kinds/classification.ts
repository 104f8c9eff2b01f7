import { z } from 'zod';
import type { GenerationMethod } from '../../../pipeline/contracts/generation.ts';
import type { Localized } from '../../../pipeline/contracts/names.ts';
import { hasSameFacts } from '../filters/facts.ts';
import type { Candidate, GenerationKind, GenerationScene, GenerationTask } from '../kind.ts';
import { CLASSIFY, HARD_NEGATIVE, RARE_CLASS, REWRITE } from '../prompts/record-prompts.ts';
import type { Question } from '../question.ts';
import { withQuestion } from '../with-question.ts';

/** Shorter is no text; longer no record of a classification. */
const writtenText = z.strictObject({ text: z.string().trim().min(4).max(20_000) });
/** Of more labels the model is shown those in question and as many others. */
const MOST_LABELS = 60;
const shape = () => writtenText;

/** Asks which label a text has; `own` are always among those to choose from. */
export function askLabel(
  text: string,
  own: readonly string[],
  scene: GenerationScene,
): Question<{ label: string }> {
  const labels = labelsShown(scene.labels, own);
  const meanings = labels
    .filter((label) => scene.meanings[label])
    .map((label) => `${label}: ${scene.meanings[label]}`);
  return {
    prompt: CLASSIFY,
    values: { text, labels, meanings },
    shape: (mask) => z.strictObject({ label: z.enum(labels.map(mask)) }),
  };
}

/** The label in an answer to `askLabel`. */
export function labelIn(answer: unknown): string | null {
  const parsed = z.looseObject({ label: z.string() }).safeParse(answer);
  return parsed.success ? parsed.data.label : null;
}

function labelsShown(labels: readonly string[], own: readonly string[]): readonly string[] {
  if (labels.length <= MOST_LABELS) return labels;
  const others = labels.filter((label) => !own.includes(label)).slice(0, MOST_LABELS - own.length);
  return [...own, ...others].sort();
}

/** A candidate that asks a new text in the form of a record, and has that record's label. */
function rewritten(
  answer: unknown,
  task: GenerationTask,
  scene: GenerationScene,
  bound: boolean,
): Candidate | null {
  const parsed = writtenText.safeParse(answer);
  const model = task.records[0];
  const label = task.label;
  if (!parsed.success || model === undefined || label === null) return null;
  const { text } = parsed.data;
  const source = scene.gistOf(model);
  const own = task.other === null ? [label] : [label, task.other];
  return {
    draft: { messages: withQuestion(model, source, text), label },
    question: text,
    written: text,
    faithful: !bound || hasSameFacts(text, source),
    facts: {},
    again: { question: askLabel(text, own, scene), agrees: (again) => labelIn(again) === label },
    judged: { source: bound ? source : label, result: text },
  };
}

function kindOf(
  method: GenerationMethod,
  bound: boolean,
  rubric: Localized,
  question: GenerationKind['question'],
): GenerationKind {
  return {
    method,
    rubric,
    question,
    candidate: (answer, task, scene) => rewritten(answer, task, scene, bound),
  };
}

const gists = (task: GenerationTask, label: string | null, scene: GenerationScene) =>
  task.records.filter((record) => record.label === label).map((record) => scene.gistOf(record));

const NATURAL: Localized = {
  'zh-TW': '「結果」讀來自然、完整、可以獨立理解，像真實的人會寫的文字，而且明確屬於「來源」所寫的類別。',
  en: 'The result reads naturally, is complete, can be understood by itself, as a real person would write it, and clearly belongs to the category that the source names.',
};

/** New texts for classes that have few. */
export const rareClasses = kindOf('rare_classes', false, NATURAL, (task, scene) => ({
  prompt: RARE_CLASS,
  values: {
    label: task.label ?? '',
    examples: gists(task, task.label, scene),
    labels: labelsShown(scene.labels, [task.label ?? '']),
  },
  shape,
}));

/** Texts of one class that look like another. */
export const hardNegatives = kindOf('hard_negatives', false, NATURAL, (task, scene) => ({
  prompt: HARD_NEGATIVE,
  values: {
    label: task.label ?? '',
    examples: gists(task, task.label, scene),
    other: task.other ?? '',
    others: gists(task, task.other, scene),
  },
  shape,
}));

/** The same in other words. */
export const rewrites = kindOf(
  'rewrites',
  true,
  {
    'zh-TW': '「結果」與「來源」的意思完全相同，沒有增加或遺漏任何事實，而且用字與句型明顯不同、讀來自然。',
    en: 'The result means exactly what the source means, adds no fact and leaves none out, is clearly worded differently, and reads naturally.',
  },
  (task, scene) => ({ prompt: REWRITE, values: { text: scene.gistOf(task.records[0]!) }, shape }),
);
