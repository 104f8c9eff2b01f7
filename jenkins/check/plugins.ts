/** Plugins by short name, and what needs them. A site's Jenkinsfile may need others. */
export const PLUGINS = {
  base: [
    'workflow-job',
    'workflow-cps',
    'workflow-durable-task-step',
    'pipeline-model-definition',
    'pipeline-stage-step',
  ],
  folder: ['cloudbees-folder'],
  repository: ['git', 'workflow-scm-step', 'pipeline-groovy-lib'],
  report: ['junit', 'htmlpublisher'],
  secrets: ['credentials-binding', 'plain-credentials'],
  approval: ['pipeline-input-step'],
  training: ['file-parameters'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What is needed for settings like these. */
export function neededPlugins({ folder, training }: { folder: boolean; training: boolean }): string[] {
  const { base, repository, report, secrets, approval } = PLUGINS;
  return [
    ...[base, repository, report, secrets, approval].flat(),
    ...(folder ? PLUGINS.folder : []),
    ...(training ? PLUGINS.training : []),
  ];
}
