import { problemOf } from '../../contracts/errors/error.ts';
import { byteSize } from '../../setup/terminal/figures.mjs';
import type { SlurmFinding } from '../../slurm/check.ts';
import type { TextKey } from '../texts/en.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** The Slurm that model work is handed to, where one is set. */
export async function checkSlurmSettings(subject: Subject): Promise<Finding[]> {
  const { cli, settings } = subject;
  if (settings === null || settings.slurm === null) return [];
  // Loaded here, because few have a Slurm.
  const { checkSlurm } = await import('../../slurm/check.ts');
  const findings = await checkSlurm(settings.slurm, cli.environment, cli.interrupt);
  return findings.map((finding) => shown(subject, finding));
}

function shown(subject: Subject, { name, status, facts, error }: SlurmFinding): Finding {
  const { say, language } = subject.cli;
  const named = { id: `slurm.${name}`, name: `Slurm: ${say(`slurm_${name}`)}` };
  if (error !== null) {
    const { detail, advice } = problemOf(error, language);
    return { ...named, status, detail, advice };
  }
  const free = facts.free === undefined ? {} : { free: byteSize(Number(facts.free)) };
  const key: TextKey = status === 'ok' ? `slurm_found_${name}` : `slurm_amiss_${name}`;
  const detail = say(key, { ...facts, ...free });
  return status === 'ok' ? ok(named, detail) : amiss(subject, status, named, detail, `advice_slurm_${name}`);
}
