import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../config/package-root.ts';

/** Version of this program for lineages: the package's, and in a checkout the commit. */
export function codeVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const commit = headCommit(join(PACKAGE_ROOT, '.git'));
  return commit === null ? version : `${version}+${commit.slice(0, 12)}`;
}

/** The commit that HEAD names, read without git; null outside a checkout. */
function headCommit(directory: string): string | null {
  try {
    const head = readFileSync(join(directory, 'HEAD'), 'utf8').trim();
    if (!head.startsWith('ref: ')) return head;
    const name = head.slice(5);
    try {
      return readFileSync(join(directory, name), 'utf8').trim();
    } catch {
      const packed = readFileSync(join(directory, 'packed-refs'), 'utf8').split('\n');
      return packed.find((line) => line.endsWith(` ${name}`))?.split(' ')[0] ?? null;
    }
  } catch {
    return null;
  }
}
