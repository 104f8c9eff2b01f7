import { visible } from '../../../reports/format/visible.ts';
import type { CardFacts } from './facts.ts';

/**
 * The head that model hubs read. YAML 1.2, in which a JSON string is a string: values from outside stay values.
 * Keys: https://huggingface.co/docs/hub/model-cards
 */
export function frontMatter({ draft, base, task }: CardFacts): string {
  const text = (value: string) => JSON.stringify(visible(value));
  return [
    '---',
    'library_name: peft',
    'pipeline_tag: text-classification',
    `language: ${task.language === 'zh-TW' ? 'zh' : 'en'}`,
    `base_model: ${text(base.id)}`,
    'license: other',
    `license_name: ${text(base.licence.name)}`,
    `license_link: ${text(base.licence.url)}`,
    `model_name: ${text(draft.name)}`,
    '---',
  ].join('\n');
}
