import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first folder that holds all of the programs named: those in `PATH`, then `further`. Null if there is none. */
export function folderWith(programs: readonly string[], further: readonly string[] = []): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...further,
  ];
  return folders.find((folder) => programs.every((name) => isExecutable(join(folder, name)))) ?? null;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `parent/<name><below>` for every name of a version that matches, the newest version first. */
export function versionedFolders(parent: string, name: RegExp, below: string): string[] {
  const versionOf = (entry: string) => Number(entry.match(/\d+/)?.[0] ?? 0);
  let entries: string[];
  try {
    entries = readdirSync(parent);
  } catch {
    // No such folder on this system.
    return [];
  }
  return entries
    .filter((entry) => name.test(entry))
    .sort((a, b) => versionOf(b) - versionOf(a))
    .map((entry) => join(parent, entry, below));
}
