import { execFile } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Process ids of trainers that work on a job in this home. One that waits for a job has none. */
export async function trainersOf(home: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,comm=,args=']);
  const trainers = stdout
    .split('\n')
    .filter((line) => line.includes('touchstone_trainer') && !line.includes('trainer-standby'));
  const found: number[] = [];
  for (const line of trainers) {
    const pid = Number(line.trim().split(' ')[0]);
    if (line.includes(home) || (await directoryOf(pid)).startsWith(home)) found.push(pid);
  }
  return found;
}

/** Where a process works; nothing where it has just ended. */
async function directoryOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readlink(`/proc/${pid}/cwd`).catch(() => '');
  const { stdout } = await run('lsof', ['-a', '-d', 'cwd', '-Fn', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return /^n(.*)$/m.exec(stdout)?.[1] ?? '';
}
