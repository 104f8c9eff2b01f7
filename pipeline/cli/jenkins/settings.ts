import { JenkinsClient } from '../../../jenkins/client/client.ts';
import { fullNameOf } from '../../../jenkins/job/set-up.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { JenkinsSettings } from '../../contracts/jenkins.ts';
import type { Cli } from '../context.ts';

/** Error: `JENKINS_NOT_SET`. */
export function jenkinsOf(cli: Cli): JenkinsSettings {
  const { jenkins } = cli.settings();
  if (jenkins !== null) return jenkins;
  throw new TouchstoneError('JENKINS_NOT_SET', { params: { name: 'TOUCHSTONE_JENKINS_URL' } });
}

/** A client, and the full name of the job that a command is about. */
export function jobOf(cli: Cli, { job }: { readonly job?: string }): { client: JenkinsClient; job: string } {
  const settings = jenkinsOf(cli);
  return { client: new JenkinsClient(settings), job: fullNameOf(settings.folder, job ?? settings.job) };
}

export function usage(detail: string, command: string): TouchstoneError {
  return new TouchstoneError('CLI_USAGE', { params: { detail, command: `touchstone jenkins ${command}` } });
}
