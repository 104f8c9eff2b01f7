import { readFileSync } from 'node:fs';
import { KEY_PARAMETER } from '../builds/handle.ts';
import type { JobTemplate, TemplateParameter } from '../job/template.ts';

/** Names of the training job's parameters. Those in capitals alone are files. */
export const TRAINING_PARAMETERS = {
  label: 'LABEL',
  job: 'JOB',
  withValidation: 'WITH_VALIDATION',
  withBase: 'WITH_BASE',
  train: 'TRAIN',
  validation: 'VALIDATION',
  base: 'BASE',
} as const;

const KEPT_BUILDS = 20;

/** The job by which an agent takes training over. */
export function trainingTemplate(): JobTemplate {
  const { label, job, withValidation, withBase, train, validation, base } = TRAINING_PARAMETERS;
  return {
    description: 'Trains for Touchstone on an agent with this label. 由具此標籤的代理程式代試金石訓練。',
    parameters: [
      parameter(label, 'string', 'Label of the agents that may take it'),
      parameter(job, 'text', 'What is to be trained, as JSON'),
      parameter(withValidation, 'boolean', 'Validation records are sent along', 'false'),
      parameter(withBase, 'boolean', 'The base model is sent along', 'false'),
      parameter(train, 'file', 'Training records'),
      parameter(validation, 'file', 'Validation records'),
      parameter(base, 'file', 'Base model, packed'),
      parameter(KEY_PARAMETER, 'string', 'Tells builds apart'),
    ],
    definition: { kind: 'script', script: trainingScript() },
    oneAtATime: false,
    keptBuilds: KEPT_BUILDS,
  };
}

/** The pipeline with the program that it runs on the agent inside. */
export function trainingScript(): string {
  const pipeline = fileText('pipeline.groovy');
  return pipeline.replace('@AGENT@', () => groovyText(fileText('agent.py')));
}

/** As Groovy writes a text between three single quotes. */
function groovyText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}

function fileText(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

function parameter(
  name: string,
  kind: TemplateParameter['kind'],
  description: string,
  value = '',
): TemplateParameter {
  return { name, kind, description, values: [value] };
}
