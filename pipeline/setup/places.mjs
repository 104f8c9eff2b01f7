import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout: the nearest directory upwards with a package.json, from source and from `dist/`. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));
/** The Python lock files. */
export const LOCKS_DIRECTORY = join(ROOT, 'stages', 'train', 'python');
/** Everything that setup writes outside `node_modules/`, `dist/` and the virtual environments. */
export const SETUP_DIRECTORY = join(ROOT, '.touchstone', 'setup');

/** @param {string} start */
function findRoot(start) {
  let directory = start;
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error(`no package.json above ${start}`);
    directory = parent;
  }
  return directory;
}
