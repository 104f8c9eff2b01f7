import { TouchstoneError } from '../contracts/errors/error.ts';

export const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Something in a commit's tree. */
export interface TreeEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  readonly id: string;
  readonly path: string;
}

const KINDS: Readonly<Record<string, TreeEntry['kind']>> = {
  '100644': 'file',
  '100755': 'file',
  '100664': 'file',
  '040000': 'folder',
  '120000': 'link',
  '160000': 'submodule',
};

/** What `ls-tree -z` wrote. Error: `GIT_BROKEN`. */
export function readTree(text: string): TreeEntry[] {
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode, id, path] = /^(\d{6}) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
      const kind = KINDS[mode ?? ''];
      if (kind === undefined || !OBJECT_ID.test(id!))
        throw new TouchstoneError('GIT_BROKEN', { params: { detail: 'a tree entry of no known kind' } });
      return { kind, id: id!, path: path! };
    });
}

/**
 * A path as somebody wrote it, as it stands in a tree; null where it is none that is read: absolute, leading out, or
 * what some file system would take for `.git`.
 */
export function treePath(written: string): string | null {
  const path = written.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const names = path.split('/');
  if (path === '' || Buffer.byteLength(path) > 1000 || names.length > 32) return null;
  if (/[\p{Cc}\\:]/u.test(path) || names.some((name) => name === '' || name === '.' || name === '..'))
    return null;
  return names.some(isDotGit) ? null : path;
}

/** `.git` as HFS+ and NTFS would have it too: other case, marks that are not seen, dots and blanks at the end, short names. */
function isDotGit(name: string): boolean {
  const seen = name
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return seen === '.git' || /^git~\d+$/.test(seen);
}
