import type { AnswerTask, Language } from '../../pipeline/contracts/names.ts';
import { ANSWER_METRICS, type AnswerMetric, TASKS } from '../../pipeline/contracts/tasks.ts';
import { type Reader, readerOf } from '../reader.ts';
import type { AnswerTaskTexts } from '../texts/answer-task-texts.ts';
import { type AnswerTexts, answerTexts } from '../texts/answers-texts.ts';

/** For whom a report on written answers writes: a reader with the words of one task. */
export interface AnswerReader extends Reader {
  readonly answers: AnswerTexts;
  readonly task: AnswerTaskTexts;
  readonly metric: (metric: AnswerMetric) => { readonly name: string; readonly gloss: string };
}

/** A reader of one language; `labels` are the names that the page may show. */
export function answerReaderOf(
  language: Language,
  dataLanguage: Language,
  task: AnswerTask,
  labels: readonly string[],
): AnswerReader {
  const reader = readerOf(language, dataLanguage, labels);
  const answers = answerTexts[language];
  const { groups } = TASKS[task];
  return {
    ...reader,
    texts: {
      ...reader.texts,
      peers: {
        ...reader.texts.peers,
        names: {
          ...reader.texts.peers.names,
          endpoint: { ...reader.texts.peers.names.endpoint, gloss: answers.peers.endpointGloss },
          linear: { ...reader.texts.peers.names.linear, gloss: answers.peers.linearGloss },
        },
      },
      gateRules: {
        ...reader.texts.gateRules,
        minimum_macro_f1: answers.minimumRule,
        ...(groups !== null && { minimum_class_recall: answers.minimumParts[groups] }),
      },
    },
    answers,
    task: answers.tasks[task],
    metric: (metric) => {
      const { name, gloss } = ANSWER_METRICS[metric];
      return { name: name[language], gloss: gloss[language] };
    },
  };
}
