import { LanguageSample } from '../../datasets/language/language-sample.ts';
import type { AnswerRecord } from '../../stages/evaluate/answers/judge.ts';
import { judgeAnswers } from '../../stages/evaluate/answers/judge-answers.ts';
import { outcomeOf, regressionsOf, worstOf } from '../../stages/evaluate/answers/outcomes.ts';
import type { Asking } from '../../stages/evaluate/asking/ask-all.ts';
import { inSlices } from '../../stages/evaluate/statistics/in-slices.ts';
import { judgeTexts } from '../../stages/evaluate/text-judge/judge-texts.ts';
import type { AnswerFileReportModel } from '../contracts/answer-figures.ts';
import type { JudgeReport } from '../contracts/judge.ts';
import type { AnswerTask, Localized, SystemId } from '../contracts/names.ts';
import type { ResamplingConfig } from '../contracts/spec.ts';
import { type Aligned, align } from './align.ts';
import { WRITTEN } from './answer-form.ts';
import { maskedWarnings } from './endpoint/masked-warnings.ts';
import { readGold } from './gold.ts';
import { readPredictionFile } from './predictions.ts';
import { alignmentWarnings } from './warnings.ts';

export interface EvaluateAnswersRequest {
  readonly task: AnswerTask;
  /** Paths of files on this machine. */
  readonly gold: string;
  readonly predictions: string;
  readonly baseline: string | null;
  readonly countMissingAsWrong: boolean;
  /** Who says which of the predictions and the baseline is better; only with a baseline. */
  readonly judge: JudgeWork | null;
  readonly options: ResamplingConfig;
  readonly signal: AbortSignal;
}

/** A text model that judges, and the way to it. */
export interface JudgeWork {
  readonly model: string;
  /** Records that are judged at most. */
  readonly records: number;
  ask(work: (asking: Asking) => Promise<JudgeReport>): Promise<JudgeReport>;
}

/** One record as it was judged. */
export interface JudgedWritten {
  readonly id: string;
  readonly truth: string;
  readonly answer: string;
  readonly score: number;
  readonly readable: boolean;
  readonly baseline: { readonly answer: string; readonly score: number } | null;
}

export type AnswerFileEvaluation = Omit<AnswerFileReportModel, 'format' | 'kind' | 'name' | 'made_at'> & {
  readonly records: readonly JudgedWritten[];
};

/**
 * Judges a file of written answers, and a baseline's, by a file of truth. A record without an answer has a blank one, which
 * cannot be read. Pure but for the reading of the files and the judge.
 * Errors: `EVALUATION_…` and `INPUT_…`, with file, line and field; those of the judge.
 */
export async function evaluateAnswers(request: EvaluateAnswersRequest): Promise<AnswerFileEvaluation> {
  const { task, options, signal, countMissingAsWrong: lenient } = request;
  const gold = await readGold(request.gold, signal, WRITTEN);
  const own = await readPredictionFile(request.predictions, 'predictions', WRITTEN);
  const other =
    request.baseline === null ? null : await readPredictionFile(request.baseline, 'baseline', WRITTEN);
  const mine = align(gold, own, { file: 'predictions', lenient });
  const theirs = other && align(gold, other, { file: 'baseline', lenient });
  const records: AnswerRecord[] = gold.map(({ id, text, label }) => ({ id, text: text ?? '', truth: label }));
  const language = languageOf(records);
  const answers = ({ answers }: Aligned) => answers.map((answer) => answer?.label ?? '');
  const systems = new Map<SystemId, readonly string[]>([
    ['tuned', answers(mine)],
    ...(theirs ? [['base', answers(theirs)] as const] : []),
  ]);
  const pairs = theirs ? [{ candidate: 'tuned' as const, reference: 'base' as const, byPart: true }] : [];
  const facts = { language, labels: [] };
  const judged = await inSlices(judgeAnswers({ task, facts, records, systems, pairs }, options), signal);
  const [tuned, base] = [judged.judged.get('tuned')!, judged.judged.get('base') ?? null];
  const outcome = (at: number) => outcomeOf(records[at]!, systems, judged.judged, at);
  const [comparison] = judged.comparisons;
  const { judge } = request;
  const verdicts =
    judge &&
    base &&
    (await judge.ask((asking) =>
      judgeTexts({ language, records, systems }, { ...judge, ...options }, asking),
    ));
  return {
    language,
    figures: {
      format: 1,
      task,
      n: records.length,
      confidence: options.confidence,
      bootstrap_draws: options.draws,
      predictions: judged.systems.get('tuned')!,
      baseline: judged.systems.get('base') ?? null,
      comparison: comparison ?? null,
      ...(verdicts && { judge: verdicts }),
    },
    warnings: [
      ...alignmentWarnings(mine, 'predictions'),
      ...(theirs ? alignmentWarnings(theirs, 'baseline') : []),
      ...truthWarnings(judged.unreadableTruth),
      ...(verdicts ? maskedWarnings(verdicts.masked, '--judge-inside') : []),
    ],
    worst: worstOf(tuned).map(outcome),
    regressions: base === null ? [] : regressionsOf(tuned, base).map(outcome),
    records: records.map(({ id, truth }, at) => ({
      id,
      truth,
      answer: systems.get('tuned')![at]!,
      score: tuned[at]!.score,
      readable: tuned[at]!.readable,
      baseline: base && { answer: systems.get('base')![at]!, score: base[at]!.score },
    })),
  };
}

/** The language of what was asked and expected: it decides how answers to questions are compared. */
function languageOf(records: readonly AnswerRecord[]): 'zh-TW' | 'en' {
  const sample = new LanguageSample();
  records.forEach(({ text, truth }, at) => {
    sample.see(`${text}\n${truth}`, at);
  });
  return sample.language;
}

function truthWarnings(unreadable: number): Localized[] {
  if (unreadable === 0) return [];
  return [
    {
      'zh-TW': `有 ${unreadable} 筆標準答案不合此任務的格式，不可能答對。`,
      en: `${unreadable} expected answer(s) are not in the form of this task, so they cannot be answered right.`,
    },
  ];
}
