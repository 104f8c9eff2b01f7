/** Longer files are no pointers (git-lfs, docs/spec.md). */
export const LONGEST_POINTER = 1024;

/** Bytes of the file that a Git LFS pointer stands for; null where the text is none. */
export function pointedBytes(text: string): number | null {
  if (!/^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\r?\n/.test(text))
    return null;
  const size = /^size (\d{1,18})\r?$/m.exec(text)?.[1];
  return size === undefined ? 0 : Number(size);
}
