import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../../pipeline/setup/places.mjs';

/** A file of the tree; `path` is relative to the checkout and `/`-separated. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One import of one module by another. */
export interface Import {
  readonly from: string;
  /** Relative to the checkout; null for a package. */
  readonly to: string | null;
  /** The package's name, `@scope/name` included; null for a module of ours. */
  readonly package: string | null;
}

const ROOMS = ['pipeline', 'stages', 'datasets', 'reports', 'jenkins'];
const SKIPPED = new Set(['node_modules', 'dist', '__pycache__', 'fixtures']);

/** Every file with one of these endings below folders of the checkout, hidden folders left out. */
export function filesBelow(folders: readonly string[], endings: readonly string[]): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !entry.name.startsWith('.')) walk(path);
      } else if (endings.some((ending) => path.endsWith(ending))) {
        found.push({ path, text: readFileSync(join(ROOT, path), 'utf8') });
      }
    }
  };
  const there = new Set(readdirSync(ROOT));
  for (const folder of folders) if (folder === '.' || there.has(folder)) walk(folder);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The modules of the Node program. */
export const MODULES: readonly SourceFile[] = filesBelow(ROOMS, ['.ts', '.tsx', '.mjs']);

/** What a module imports: statically, for types, and by `import()` of a text. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  );
  return Array.from(statements, (match) => match[1] ?? match[2] ?? match[3] ?? '').map((name) => {
    if (name.startsWith('.')) {
      const to = relative(ROOT, join(ROOT, dirname(path), name)).replaceAll('\\', '/');
      return { from: path, to, package: null };
    }
    const words = name.split('/');
    const own = name.startsWith('@') ? words.slice(0, 2).join('/') : words[0]!;
    return { from: path, to: null, package: own };
  });
}
