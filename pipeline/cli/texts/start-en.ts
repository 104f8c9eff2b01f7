/** What the commands say that start, follow and leave runs. */
export const startEn = {
  run_detach: 'start the run, print its id and end; needs a service that is running',
  run_follow: 'the same as --wait',
  run_key:
    'name of this piece of work: the same key again gives the same run; made from data, settings and commit when left out',
  run_noKey: 'start another run, whatever was started before',
  run_again: 'where the run that this command started before failed or was cancelled, start a new one',
  follow_cancel:
    'cancel the run when this command is interrupted; what CI gets (where CI or JENKINS_URL is set)',
  follow_noCancel: 'leave the run going when this command is interrupted; what people get',
  follow_reconnect: 'wait so long for a service that went away; 300 when left out',
  awaitService: 'The service does not answer; trying again for up to {seconds} s …',
  lostConnection: 'The connection to the service is lost; trying again for up to {seconds} s …',
  reusedRun: 'The same command started this run before ({status}); nothing new is started.',
  reusedFailed: 'To try anew: the same command with --again, or `touchstone runs resume {run}`.',
  reusedEnded: 'To run it once more all the same: --no-idempotency-key.',
  interruptCancelled: 'Interrupted, so the run was cancelled.',
  interruptNotCancelled:
    'Interrupted, but the run could not be cancelled and may be working still: `touchstone runs cancel {run}`.',
  stillWorking: 'still working, {time} so far',
  option_progress: 'how progress is told: json gives JSON lines on standard error (TOUCHSTONE_PROGRESS)',
  option_config:
    'file of settings; without it touchstone.config.yaml in ~/.config/touchstone or /etc/touchstone; none reads no file (TOUCHSTONE_CONFIG)',
  schema: 'the JSON schema of what a command prints with --json',
  argument_schema: 'the words of the command, for example runs show; or progress; left out: lists the names',
  usage_noSchema: 'There is no schema for {what}.',
  completion: 'a script that lets a shell complete what is typed',
  argument_shell: 'the shell',
  usage_conflict: '{one} and {other} exclude each other.',
};
