import { TouchstoneError } from '../../contracts/errors/error.ts';
import { printable } from '../terminal/printable.ts';
import { amiss, type Check, type Finding, type Subject } from './check.ts';
import { checkGit } from './git.ts';
import { checkJenkinsSettings } from './jenkins.ts';
import { checkKubernetesSettings } from './kubernetes.ts';
import { checkMachine, checkNode } from './machine.ts';
import { checkNotices } from './notices.ts';
import { checkService } from './service.ts';
import { checkSettings } from './settings.ts';
import { checkSlurmSettings } from './slurm.ts';
import { checkTextModel } from './text-model.ts';
import { checkTrainer } from './trainer.ts';

/** Everything that `doctor` looks at, in the order in which it is shown. A new connection adds its check here. */
export const CHECKS: readonly Check[] = [
  { id: 'settings', of: 'everybody', look: checkSettings },
  { id: 'node', of: 'everybody', look: checkNode },
  { id: 'machine', of: 'carrier', look: checkMachine },
  { id: 'trainer', of: 'carrier', look: checkTrainer },
  { id: 'service', of: 'everybody', look: checkService },
  { id: 'text_model', of: 'carrier', look: checkTextModel },
  { id: 'git', of: 'carrier', look: checkGit },
  { id: 'notices', of: 'everybody', look: checkNotices },
  { id: 'jenkins', of: 'everybody', look: checkJenkinsSettings },
  { id: 'slurm', of: 'carrier', look: checkSlurmSettings },
  { id: 'kubernetes', of: 'carrier', look: checkKubernetesSettings },
];

/** All findings. Whatever a check throws is a finding of its own. */
export async function findingsOf(subject: Subject): Promise<readonly Finding[]> {
  const named = subject.cli.finder.named !== undefined;
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    if (named && check.of === 'carrier') continue;
    findings.push(...(await check.look(subject).catch((error: unknown) => [broken(subject, check, error)])));
  }
  return findings;
}

function broken(subject: Subject, { id }: Check, error: unknown): Finding {
  if (subject.cli.interrupt.aborted) throw error;
  const detail = printable(TouchstoneError.from(error).message);
  return amiss(subject, 'fail', { id, name: id }, detail, 'advice_check');
}
