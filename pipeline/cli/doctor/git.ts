import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** The oldest git that is told the address to dial, and that streams large files. */
const WANTED = [2, 39] as const;

/** Whether git is there and new enough, where repositories may be read at all. */
export async function checkGit(subject: Subject): Promise<Finding[]> {
  const git = subject.settings?.git;
  if (git === undefined) return [];
  const hosts = [...git.hosts, ...git.insideHosts, ...git.fileRoots];
  if (hosts.length === 0) return [];
  const { say, environment } = subject.cli;
  const named = { id: 'git', name: say('check_git') };
  const env = { PATH: environment.PATH, LC_ALL: 'C' };
  const told = await promisify(execFile)('git', ['--version'], { env, timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  const [, major, minor] = /git version (\d+)\.(\d+)/.exec(told) ?? [];
  if (major === undefined) return [amiss(subject, 'fail', named, say('git_missing'), 'advice_git')];
  const enough = Number(major) > WANTED[0] || (Number(major) === WANTED[0] && Number(minor) >= WANTED[1]);
  const detail = say('git_found', { version: `${major}.${minor}`, hosts: hosts.join(', ') });
  return [enough ? ok(named, detail) : amiss(subject, 'fail', named, detail, 'advice_git')];
}
