import { classificationPrompt, customPrompt } from '../../datasets/prompts/classification.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';

type FoundInFile = Pick<IntakeReport, 'language' | 'han_share' | 'has_instruction'>;

/** What the model is to learn, with a decision for each `auto`. `labels` are those that occur in training. */
export function describeTask(
  settings: PipelineSpec['task'],
  intake: FoundInFile,
  labels: readonly string[],
): { task: TaskDescription; decisions: Decision[] } {
  const language = settings.language === 'auto' ? intake.language : settings.language;
  const prompt =
    settings.prompt === 'auto'
      ? classificationPrompt(language, intake.has_instruction, labels)
      : customPrompt(settings.prompt);
  const task: TaskDescription = { kind: 'classification', language, labels, prompt };
  const decisions: Decision[] = [];
  if (settings.kind === 'auto') decisions.push(kindDecision(labels));
  if (settings.language === 'auto') decisions.push(languageDecision(intake));
  if (settings.prompt === 'auto') decisions.push(promptDecision(task, intake));
  return { task, decisions };
}

function kindDecision(labels: readonly string[]): Decision {
  return {
    field: 'task.kind',
    value: 'classification',
    reason: {
      'zh-TW': `記錄的答案是 ${labels.length} 種重複出現的標籤，因此視為分類。`,
      en: `The answers are ${labels.length} labels that recur, so this is classification.`,
    },
  };
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

function promptDecision({ prompt, labels }: TaskDescription, { has_instruction }: FoundInFile): Decision {
  const reason = has_instruction
    ? {
        'zh-TW': '記錄本身附有指示，直接採用，不另加提示詞。',
        en: 'The records carry their own instruction, so nothing is added to them.',
      }
    : {
        'zh-TW': `記錄本身沒有指示，因此加上分類提示詞（${labels.length} 種標籤）。`,
        en: `The records carry no instruction, so they get a prompt for classification (${labels.length} labels).`,
      };
  return { field: 'task.prompt', value: prompt.id, reason };
}
