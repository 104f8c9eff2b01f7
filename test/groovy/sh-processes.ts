import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Ids of the processes that `sh` steps of a job started and that live still: they carry a cookie of a control directory. */
export function scriptProcesses(home: string, job: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => belongs(pid, join(home, 'workspace', job)));
}

function belongs(pid: number, workspace: string): boolean {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return (
      variables.includes(`WORKSPACE=${workspace}`) &&
      variables.some((one) => one.startsWith('JENKINS_SERVER_COOKIE='))
    );
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
