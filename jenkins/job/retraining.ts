import { KEY_PARAMETER } from '../builds/handle.ts';
import { parametersIn } from './jenkinsfile-parameters.ts';
import type { JobTemplate } from './template.ts';

export interface RetrainingSource {
  readonly repository: string;
  readonly branch: string;
  /** Path of the Jenkinsfile in the repository. */
  readonly path: string;
  readonly credentials: string | null;
}

const KEPT_BUILDS = 30;

/** The retraining job: its steps are a Jenkinsfile's in a repository, whose text is given for its parameters. */
export function retrainingTemplate(source: RetrainingSource, jenkinsfile: string): JobTemplate {
  const { repository: url, branch, path, credentials } = source;
  const declared = parametersIn(jenkinsfile).filter(({ name }) => name !== KEY_PARAMETER);
  return {
    description: 'Retrains a model when its data changes (Touchstone). 資料變更時重新訓練模型（試金石）。',
    parameters: [
      ...declared,
      {
        name: KEY_PARAMETER,
        kind: 'string',
        description: 'Filled in by Touchstone: tells its builds apart. 由 Touchstone 填入，用以辨認建置。',
        values: [''],
      },
    ],
    definition: { kind: 'repository', url, branch, path, credentials },
    oneAtATime: true,
    keptBuilds: KEPT_BUILDS,
  };
}
