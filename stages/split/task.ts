import { customPrompt } from '../../datasets/prompts/classification.ts';
import { taskPrompt } from '../../datasets/prompts/task-prompt.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { Localized, TaskKind } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import type { LearntAnswers } from './learnt-answers.ts';

type FoundInFile = Pick<IntakeReport, 'format' | 'language' | 'han_share' | 'has_instruction'>;

/** Formats whose records have a rejected answer beside their own. */
const PAIRED: ReadonlySet<IntakeReport['format']> = new Set(['openai_preference', 'trl_preference']);

/** What the model is to learn, with a decision for each `auto`. */
export function describeTask(
  settings: PipelineSpec['task'],
  intake: FoundInFile,
  { kind, reason }: { readonly kind: TaskKind; readonly reason: Localized | null },
  { labels, tokens }: LearntAnswers,
): { task: TaskDescription; decisions: Decision[] } {
  const language = settings.language === 'auto' ? intake.language : settings.language;
  const prompt =
    settings.prompt === 'auto'
      ? taskPrompt(kind, language, intake.has_instruction, labels)
      : customPrompt(settings.prompt);
  const task: TaskDescription = {
    kind,
    language,
    labels,
    prompt,
    ...(tokens !== null && { answer_tokens: tokens }),
    ...(PAIRED.has(intake.format) && { preference: true as const }),
  };
  const decisions: Decision[] = [];
  if (reason !== null) decisions.push({ field: 'task.kind', value: kind, reason });
  if (settings.language === 'auto') decisions.push(languageDecision(intake));
  if (settings.prompt === 'auto') decisions.push(promptDecision(task, intake));
  return { task, decisions };
}

function languageDecision({ language, han_share }: FoundInFile): Decision {
  const percent = Math.round(100 * han_share);
  return {
    field: 'task.language',
    value: language,
    reason: {
      'zh-TW': `記錄的文字中有 ${percent}% 是漢字。`,
      en: `${percent} % of the letters in the records are Chinese.`,
    },
  };
}

function promptDecision(
  { kind, prompt, labels }: TaskDescription,
  { has_instruction }: FoundInFile,
): Decision {
  const reason = has_instruction
    ? {
        'zh-TW': '記錄本身附有指示，直接採用，不另加提示詞。',
        en: 'The records carry their own instruction, so nothing is added to them.',
      }
    : {
        'zh-TW': `記錄本身沒有指示，因此加上${TASKS[kind].title['zh-TW']}提示詞${labels.length > 0 ? `（${labels.length} 種標籤）` : ''}。`,
        en: `The records carry no instruction, so they get a prompt for ${TASKS[kind].title.en.toLowerCase()}${labels.length > 0 ? ` (${labels.length} labels)` : ''}.`,
      };
  return { field: 'task.prompt', value: prompt.id, reason };
}
