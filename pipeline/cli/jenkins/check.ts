import { type CheckFinding, checkJenkins } from '../../../jenkins/check/check.ts';
import { problemOf } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { EXIT, exitOfProblem } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { jenkinsOf } from './settings.ts';

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `touchstone jenkins check`: the exit status is that of the first thing that fails. */
export async function check(cli: Cli): Promise<number> {
  const findings = await checkJenkins(jenkinsOf(cli), cli.interrupt);
  const checks = findings.map((finding) => shown(cli, finding));
  cli.result({ checks }, checks.flatMap(linesOf));
  const problem = findings.find(({ status }) => status === 'fail')?.error;
  return problem == null ? EXIT.pass : exitOfProblem(problemOf(problem, cli.language));
}

/** A finding in the reader's language. */
export function shown({ say, language }: Cli, { name, status, facts, error }: CheckFinding) {
  const problem = error === null ? null : problemOf(error, language);
  return {
    id: name,
    name: say(`jenkins_${name}`),
    status,
    code: problem?.code ?? null,
    detail: problem?.detail ?? say(`jenkins_found_${name}`, facts),
    advice: problem?.advice ?? '',
  };
}

function linesOf({ name, status, detail, advice }: ReturnType<typeof shown>): string[] {
  const line = `${MARKS[status]} ${name}: ${printable(detail)}`;
  return advice === '' ? [line] : [line, `    → ${printable(advice)}`];
}
