import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JenkinsClient } from '../../../jenkins/client/client.ts';
import { retrainingTemplate } from '../../../jenkins/job/retraining.ts';
import { fullNameOf, setUpJob } from '../../../jenkins/job/set-up.ts';
import type { JobTemplate } from '../../../jenkins/job/template.ts';
import { trainingTemplate } from '../../../jenkins/training/template.ts';
import { PACKAGE_ROOT } from '../../config/package-root.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { JenkinsSettings } from '../../contracts/jenkins.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { jenkinsOf, usage } from './settings.ts';

interface SetUpFlags {
  readonly job?: string;
  readonly repository?: string;
  readonly branch: string;
  readonly path: string;
  readonly credentials?: string;
  readonly jenkinsfile?: string;
  readonly training?: boolean;
  readonly createFolder?: boolean;
  readonly force?: boolean;
}

/** `touchstone jenkins setup`. */
export async function setUp(cli: Cli, flags: SetUpFlags): Promise<number> {
  const settings = jenkinsOf(cli);
  const wanted = await wantedJob(cli, settings, flags);
  const result = await setUpJob(
    new JenkinsClient(settings),
    fullNameOf(settings.folder, flags.job ?? wanted.job),
    wanted.template,
    { force: flags.force === true, createFolder: flags.createFolder === true, signal: cli.interrupt },
  );
  const { job, outcome, parts } = result;
  cli.result(result, [cli.say(`jenkins_${outcome}`, { job, parts: parts.join(', ') })]);
  return EXIT.pass;
}

async function wantedJob(
  { say }: Cli,
  { job, training }: JenkinsSettings,
  flags: SetUpFlags,
): Promise<{ job: string; template: JobTemplate }> {
  if (flags.training === true) {
    if (training === null) throw usage(say('jenkins_usage_training'), 'setup');
    return { job: training.job, template: trainingTemplate() };
  }
  const { repository, branch, path, credentials = null } = flags;
  if (repository === undefined) throw usage(say('jenkins_usage_repository'), 'setup');
  const jenkinsfile = await textOf(flags.jenkinsfile ?? join(PACKAGE_ROOT, 'Jenkinsfile'));
  return { job, template: retrainingTemplate({ repository, branch, path, credentials }, jenkinsfile) };
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new TouchstoneError('CLI_FILE_MISSING', { params: { file } });
    throw new TouchstoneError('CLI_FILE_UNREADABLE', { params: { file, detail: error.code ?? '' } });
  });
}
