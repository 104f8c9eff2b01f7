import type { Language } from '../../pipeline/contracts/names.ts';
import { type Reader, readerOf } from '../reader.ts';
import { evaluationTexts } from '../texts/evaluation-texts.ts';

/** A reader for whom the two systems are these predictions and the baseline. */
export function fileReader(language: Language, labels: readonly string[]): Reader {
  const texts = evaluationTexts[language];
  const reader = readerOf(language, language, labels);
  const lostClasses: typeof reader.texts.advice.items.lost_classes = (evidence, words) => ({
    ...reader.texts.advice.items.lost_classes(evidence, words),
    ...texts.lostClasses,
  });
  const { classes, advice } = reader.texts;
  return {
    ...reader,
    texts: {
      ...reader.texts,
      systems: { ...reader.texts.systems, tuned: texts.candidate, production: texts.baseline },
      examples: { ...reader.texts.examples, regressions: texts.regressions },
      advice: { ...advice, items: { ...advice.items, lost_classes: lostClasses } },
      classes: {
        ...classes,
        baseF1: `${texts.baseline} F1`,
        chart: 'F1',
        barTuned: texts.candidate,
        barBase: texts.baseline,
      },
    },
  };
}
