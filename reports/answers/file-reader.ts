import type { AnswerTask, Language } from '../../pipeline/contracts/names.ts';
import { type AnswerReader, answerReaderOf } from './answer-reader.ts';

/** A reader for whom the two systems are a file of predictions and the baseline. */
export function fileReaderOf(
  language: Language,
  dataLanguage: Language,
  task: AnswerTask,
  labels: readonly string[],
): AnswerReader {
  const reader = answerReaderOf(language, dataLanguage, task, labels);
  const { answers, texts } = reader;
  const { file } = answers;
  return {
    ...reader,
    answers: {
      ...answers,
      judge: { ...answers.judge, ...file.judge },
      groups: {
        ...answers.groups,
        baseF1: file.baselineF1,
        chart: file.chart,
        barTuned: file.barTuned,
        barBase: file.barBase,
      },
      primaryInterval: file.primaryInterval,
      better: (candidate, reference, _, ties) => file.better(candidate, reference, ties),
    },
    texts: {
      ...texts,
      advice: { ...texts.advice, items: { ...texts.advice.items, ...file.advice } },
      systems: { ...texts.systems, tuned: file.candidate, base: file.baseline },
      systemsInText: { ...texts.systemsInText, tuned: file.candidateInText, base: file.baselineInText },
      comparison: {
        ...texts.comparison,
        difference: file.difference,
        conclusion: file.conclusion,
        chanceTitle: () => file.chanceTitle,
      },
    },
  };
}
