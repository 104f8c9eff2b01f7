import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Localized } from '../../contracts/names.ts';
import { AnswerJournal } from '../../generate-dataset/answer-journal.ts';
import { ChatEndpoint } from '../../generation/endpoint.ts';
import { type EvaluateRequest, evaluateFiles, type FileEvaluation } from '../evaluate-files.ts';
import { readGold } from '../gold.ts';
import { askEndpoint, type EndpointAnswers } from './ask.ts';
import { endpointSettings, type NamedEndpoint } from './settings.ts';

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
 * Errors: those of `endpointSettings`, `askEndpoint` and `evaluateFiles`.
 */
export async function evaluateEndpoint(request: EndpointRequest): Promise<EndpointEvaluation> {
  const { endpoint, journal: place, onProgress, ...files } = request;
  const settings = endpointSettings(endpoint);
  const gold = await readGold(request.gold, request.signal);
  const journal = new AnswerJournal(place);
  const answers = await askEndpoint(gold, {
    textModel: new ChatEndpoint(settings),
    address: settings.url.href,
    remember: journal.remember,
    journal: place,
    signal: request.signal,
    onProgress,
  });
  const unread = freeLabel(new Set(gold.map(({ label }) => label)));
  const lines = gold.map(({ id }, at) => JSON.stringify({ id, prediction: answers.labels[at] ?? unread }));
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-endpoint-'));
  try {
    const predictions = join(directory, 'predictions.jsonl');
    await writeFile(predictions, `${lines.join('\n')}\n`, { mode: 0o600 });
    const judged = await evaluateFiles({ ...files, predictions });
    await journal.clear();
    const warnings = [...warningsOf(answers, unread), ...judged.warnings];
    return { ...judged, warnings, answers };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What stands for an answer that names no class. */
function freeLabel(known: ReadonlySet<string>): string {
  let label = '∅';
  while (known.has(label)) label += '∅';
  return label;
}

function warningsOf(
  { labels, unreadable, unanswered, masked }: EndpointAnswers,
  unread: string,
): Localized[] {
  const lost = unreadable + unanswered;
  return [
    ...(lost > 0
      ? [
          {
            'zh-TW': `${labels.length} 筆中有 ${unreadable} 筆的答案無法判讀、${unanswered} 筆沒有作答；兩者均算答錯，列為「${unread}」。`,
            en: `Of ${labels.length} records ${unreadable} have an answer that cannot be read and ${unanswered} have none; both count as wrong and are shown as "${unread}".`,
          },
        ]
      : []),
    ...(masked > 0
      ? [
          {
            'zh-TW': `送出前遮蔽了 ${masked} 處個人資料；若端點屬於貴單位，可加 --inside。`,
            en: `${masked} piece(s) of personal data were masked before they left; --inside says that the endpoint belongs to you.`,
          },
        ]
      : []),
  ];
}
