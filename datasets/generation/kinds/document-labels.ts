import type { GenerationKind } from '../kind.ts';
import { askLabel, labelIn } from './classification.ts';

/** The label of a passage by a given scheme. The text is the document's own; only the label is the model's. */
export const documentLabels: GenerationKind = {
  method: 'document_labels',
  rubric: {
    'zh-TW': '「結果」所寫的類別是「來源」文字最適合的類別，而且文字本身足以判斷。',
    en: 'The category that the result names is the one that suits the text of the source best, and the text by itself is enough to tell.',
  },
  question: (task, scene) => askLabel(task.passages[0]!.text, scene.labels, scene),
  candidate: (answer, task, scene) => {
    const label = labelIn(answer);
    const passage = task.passages[0]!;
    if (label === null || !scene.labels.includes(label)) return null;
    // Asked again with the labels in the other order: a model that takes the first one that it sees does not agree.
    const reversed = { ...scene, labels: [...scene.labels].reverse() };
    return {
      draft: {
        messages: [
          { role: 'user', content: passage.text },
          { role: 'assistant', content: label },
        ],
        label,
      },
      question: passage.text,
      written: passage.text,
      faithful: true,
      facts: {},
      again: {
        question: askLabel(passage.text, reversed.labels, reversed),
        agrees: (again) => labelIn(again) === label,
      },
      judged: { source: passage.text, result: label },
    };
  },
};
