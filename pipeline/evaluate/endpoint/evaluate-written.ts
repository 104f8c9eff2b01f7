import type { Localized } from '../../contracts/names.ts';
import { AnswerJournal } from '../../generate-dataset/answer-journal.ts';
import { WRITTEN } from '../answer-form.ts';
import {
  type AnswerFileEvaluation,
  type EvaluateAnswersRequest,
  evaluateAnswers,
  type JudgeWork,
} from '../evaluate-answers.ts';
import { readGold } from '../gold.ts';
import { askWritten, type EndpointAnswers } from './ask.ts';
import { maskedWarnings } from './masked-warnings.ts';
import { askThem, openEndpoint } from './open-endpoint.ts';
import { asPredictionFile } from './prediction-file.ts';
import type { NamedEndpoint } from './settings.ts';

/** A judge as a person names it, and how many records it judges at most. */
export interface NamedJudge extends NamedEndpoint {
  readonly records: number;
}

export interface WrittenRequest extends Omit<EvaluateAnswersRequest, 'predictions' | 'judge'> {
  /** A file's path, or a model to be asked. */
  readonly from: { readonly predictions: string } | { readonly endpoint: NamedEndpoint };
  readonly judge: NamedJudge | null;
  /** Directory in which answers are kept until all are there. */
  readonly journal: string;
  onProgress(what: 'asking' | 'judging', done: number, total: number): void;
}

export interface WrittenEvaluation extends AnswerFileEvaluation {
  /** What the endpoint did; null of a file. */
  readonly answers: EndpointAnswers | null;
}

/**
 * Judges written answers of a file, or of a model behind an endpoint that is asked about every record, by a file of truth;
 * and has a text model judge them where there is one. After an interruption the same call asks for nothing again that was answered.
 * Errors: those of `openEndpoint`, `askThem`, `askWritten` and `evaluateAnswers`.
 */
export async function evaluateWritten(request: WrittenRequest): Promise<WrittenEvaluation> {
  const { from, judge: named, journal: place, onProgress, ...files } = request;
  const { signal } = request;
  const journal = new AnswerJournal(place);
  const judge = named && judgeWork(named, journal, request);
  if ('predictions' in from) {
    const judged = await evaluateAnswers({ ...files, judge, predictions: from.predictions });
    if (judge !== null) await journal.clear();
    return { ...judged, answers: null };
  }
  const onAnswer = (done: number, total: number) => onProgress('asking', done, total);
  const open = openEndpoint(from.endpoint, { journal, signal, onProgress: onAnswer });
  const gold = await readGold(request.gold, signal, WRITTEN);
  const answers = await askWritten(gold, request.task, open);
  const lines = gold.map(({ id }, at) => ({ id, prediction: answers.answers[at] ?? '' }));
  const judged = await asPredictionFile(lines, (predictions) =>
    evaluateAnswers({ ...files, judge, predictions }),
  );
  await journal.clear();
  return { ...judged, warnings: [...warningsOf(answers), ...judged.warnings], answers };
}

function judgeWork(
  { records, ...named }: NamedJudge,
  journal: AnswerJournal,
  { signal, onProgress }: WrittenRequest,
): JudgeWork {
  const open = openEndpoint(named, {
    journal,
    role: '--judge',
    signal,
    onProgress: (done, total) => onProgress('judging', done, total),
  });
  return { model: named.model, records, ask: (work) => askThem(open, work) };
}

function warningsOf({ answers, unanswered, masked }: EndpointAnswers): Localized[] {
  return [
    ...(unanswered > 0
      ? [
          {
            'zh-TW': `${answers.length} 筆中有 ${unanswered} 筆沒有作答，視為空白答案，算答錯。`,
            en: `Of ${answers.length} records ${unanswered} were not answered; they count as blank answers, which are wrong.`,
          },
        ]
      : []),
    ...maskedWarnings(masked, '--inside'),
  ];
}
