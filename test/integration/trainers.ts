import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Process ids of trainers whose job lies in this home. */
export async function trainersOf(home: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes('touchstone_trainer') && line.includes(home))
    .map((line) => Number(line.trim().split(' ')[0]));
}
