import type { TaskKind } from '../../../pipeline/contracts/names.ts';
import { visible } from '../../../reports/format/visible.ts';
import type { CardFacts } from './facts.ts';

/** What model hubs call each task. */
const PIPELINE_TAGS: Readonly<Record<TaskKind, string>> = {
  classification: 'text-classification',
  multi_label: 'text-classification',
  extraction: 'token-classification',
  structured: 'text-generation',
  question_answering: 'question-answering',
  generation: 'text-generation',
};

/**
 * The head that model hubs read. YAML 1.2, in which a JSON string is a string: values from outside stay values.
 * Keys: https://huggingface.co/docs/hub/model-cards
 */
export function frontMatter({ draft, base, task }: CardFacts): string {
  const text = (value: string) => JSON.stringify(visible(value));
  return [
    '---',
    'library_name: peft',
    `pipeline_tag: ${PIPELINE_TAGS[task.kind]}`,
    `language: ${task.language === 'zh-TW' ? 'zh' : 'en'}`,
    `base_model: ${text(base.id)}`,
    'license: other',
    `license_name: ${text(base.licence.name)}`,
    `license_link: ${text(base.licence.url)}`,
    `model_name: ${text(draft.name)}`,
    '---',
  ].join('\n');
}
