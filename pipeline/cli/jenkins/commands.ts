import type { Command } from 'commander';
import type { Builder } from '../builder.ts';

/** Commands for a Jenkins that Touchstone starts. */
export function addJenkins(program: Command, builder: Builder): void {
  const { say } = builder;
  const group = builder.group(program, 'jenkins', 'jenkins');
  const builds = () => import('./builds.ts');
  const ofJob = (command: Command) => command.option('--job <name>', say('option_jenkins_job'));
  const ofBuild = (command: Command) => ofJob(command).argument('<build>', say('argument_jenkins_build'));
  const followed = (command: Command) =>
    command
      .option('--out <directory>', say('option_jenkins_out'))
      .option('--no-log', say('option_jenkins_noLog'));
  builder.command(group, 'check', 'jenkins_check', async () => (await import('./check.ts')).check);
  addSetUp(
    builder.command(group, 'setup', 'jenkins_setup', async () => (await import('./set-up.ts')).setUp),
    builder,
  );
  followed(
    ofJob(builder.command(group, 'trigger', 'jenkins_trigger', async () => (await builds()).trigger))
      .option(
        '--parameter <NAME=value...>',
        say('option_jenkins_parameter'),
        (value, all: string[]) => [...all, value],
        [],
      )
      .option('--key <key>', say('option_jenkins_key'))
      .option('--follow', say('option_jenkins_follow')),
  );
  followed(ofBuild(builder.command(group, 'follow', 'jenkins_follow', async () => (await builds()).follow)));
  ofBuild(builder.command(group, 'stop', 'jenkins_stop', async () => (await builds()).stop));
  ofBuild(builder.command(group, 'log', 'jenkins_log', async () => (await builds()).log));
}

function addSetUp(command: Command, { say }: Builder): void {
  command
    .option('--job <name>', say('option_jenkins_job'))
    .option('--repository <url>', say('option_jenkins_repository'))
    .option('--branch <name>', say('option_jenkins_branch'), 'main')
    .option('--path <path>', say('option_jenkins_path'), 'Jenkinsfile')
    .option('--credentials <id>', say('option_jenkins_credentials'))
    .option('--jenkinsfile <file>', say('option_jenkins_jenkinsfile'))
    .option('--training', say('option_jenkins_training'))
    .option('--create-folder', say('option_jenkins_createFolder'))
    .option('--force', say('option_jenkins_force'));
}
