import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of the checkout, the same from source and from `dist/`: the nearest directory upwards that holds
 * package.json. Files that are not TypeScript and lie beside their module are copied to `dist/` by the build, so those
 * are opened with `new URL('./name', import.meta.url)`; this is for the rest (the Python trainer, the sample dataset).
 */
export const PACKAGE_ROOT: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(start: string): string {
  let directory = start;
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error(`no package.json above ${start}`);
    directory = parent;
  }
  return directory;
}
