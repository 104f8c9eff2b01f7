import type { Localized } from '../../contracts/names.ts';
import { AnswerJournal } from '../../generate-dataset/answer-journal.ts';
import { type EvaluateRequest, evaluateFiles, type FileEvaluation } from '../evaluate-files.ts';
import { readGold } from '../gold.ts';
import { askLabels, type EndpointAnswers } from './ask.ts';
import { maskedWarnings } from './masked-warnings.ts';
import { openEndpoint } from './open-endpoint.ts';
import { asPredictionFile } from './prediction-file.ts';
import type { NamedEndpoint } from './settings.ts';

export interface EndpointRequest extends Omit<EvaluateRequest, 'predictions'> {
  readonly endpoint: NamedEndpoint;
  /** Directory in which answers are kept until all are there. */
  readonly journal: string;
  onProgress(done: number, total: number): void;
}

export interface EndpointEvaluation extends FileEvaluation {
  readonly answers: EndpointAnswers;
}

/**
 * Judges a model behind an endpoint by a file of truth: asks it about every record, then judges the answers as those of a file. What
 * names no class is a class of its own, without records, so it is wrong and shown as such. After an interruption the same
 * call asks for nothing again that was answered.
 * Errors: those of `openEndpoint`, `askLabels` and `evaluateFiles`.
 */
export async function evaluateEndpoint(request: EndpointRequest): Promise<EndpointEvaluation> {
  const { endpoint, journal: place, onProgress, ...files } = request;
  const journal = new AnswerJournal(place);
  const open = openEndpoint(endpoint, { journal, signal: request.signal, onProgress });
  const gold = await readGold(request.gold, request.signal);
  const answers = await askLabels(gold, open);
  const unread = freeLabel(new Set(gold.map(({ label }) => label)));
  const lines = gold.map(({ id }, at) => ({ id, prediction: answers.answers[at] ?? unread }));
  const judged = await asPredictionFile(lines, (predictions) => evaluateFiles({ ...files, predictions }));
  await journal.clear();
  const warnings = [...warningsOf(answers, unread), ...judged.warnings];
  return { ...judged, warnings, answers };
}

/** What stands for an answer that names no class. */
function freeLabel(known: ReadonlySet<string>): string {
  let label = '∅';
  while (known.has(label)) label += '∅';
  return label;
}

function warningsOf(
  { answers, unreadable, unanswered, masked }: EndpointAnswers,
  unread: string,
): Localized[] {
  const lost = unreadable + unanswered;
  return [
    ...(lost > 0
      ? [
          {
            'zh-TW': `${answers.length} 筆中有 ${unreadable} 筆的答案無法判讀、${unanswered} 筆沒有作答；兩者均算答錯，列為「${unread}」。`,
            en: `Of ${answers.length} records ${unreadable} have an answer that cannot be read and ${unanswered} have none; both count as wrong and are shown as "${unread}".`,
          },
        ]
      : []),
    ...maskedWarnings(masked, '--inside'),
  ];
}
