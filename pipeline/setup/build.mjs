import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { runCommand } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { ROOT } from './places.mjs';

/** Rooms that are compiled to the same path below `dist/`. */
const ROOMS = ['pipeline', 'stages', 'datasets', 'reports', 'jenkins'];
/** Folders of these rooms that are no part of the Node program. */
const LEFT_OUT = new Set([
  'stages/train/trainer',
  'stages/train/python',
  'pipeline/setup/python',
  'datasets/sample',
]);
const SOURCES = new Set(['.ts', '.tsx', '.mjs']);
/** Files that are copied beside the compiled module that opens them with `new URL('./name', import.meta.url)`. */
const ASSETS = new Set(['.css', '.svg', '.yaml', '.json', '.sql', '.xml', '.groovy', '.py']);
const CONFIGURATION = ['tsconfig.json', 'tsconfig.build.json', 'package.json'];

/** @typedef {{ path: string, size: number, mtimeMs: number }} SourceFile `path` is relative and `/`-separated */

/**
 * The files that the build depends on, in order of path.
 * @param {string} root
 * @returns {SourceFile[]}
 */
export function sourceFiles(root) {
  /** @type {string[]} */
  const paths = CONFIGURATION.filter((path) => existsSync(join(root, path)));
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!LEFT_OUT.has(path) && !entry.name.startsWith('.') && entry.name !== '__pycache__') walk(path);
      } else if (SOURCES.has(extname(path)) || ASSETS.has(extname(path))) {
        paths.push(path);
      }
    }
  };
  for (const room of ROOMS) if (existsSync(join(root, room))) walk(room);
  return paths.sort().map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return { path, size, mtimeMs };
  });
}

/**
 * One digest over path, size and time of every source: cheap to take, and another one as soon as a file was touched.
 * @param {readonly SourceFile[]} files
 */
export function digestOf(files) {
  const hash = createHash('sha256');
  for (const { path, size, mtimeMs } of files) hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  return hash.digest('hex');
}

/** Whether `dist/` was made from the sources as they are now. */
export function buildReady(root = ROOT) {
  const stamp = join(root, 'dist', '.sources');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(sourceFiles(root));
}

/**
 * Compiles the sources to `dist/`, copies what lies beside them, and removes what has no source any more.
 * @param {{ signal: AbortSignal }} context
 */
export async function build({ signal }) {
  const files = sourceFiles(ROOT);
  const dist = join(ROOT, 'dist');
  const stamp = join(dist, '.sources');
  rmSync(stamp, { force: true });
  // Without its stamp nobody knows what dist/ holds, so the compiler may not skip files that it wrote once.
  if (!existsSync(join(dist, 'pipeline'))) rmSync(join(dist, '.tsbuildinfo'), { force: true });
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const ended = await runCommand(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { signal });
  if (ended.status !== 0) throw new SetupFailure('BUILD_FAILED', {}, ended.output.slice(0, 20));
  const made = new Set(files.map((file) => outputOf(file.path)));
  removeStrangers(dist, made);
  for (const { path, mtimeMs } of files.filter((file) => ASSETS.has(extname(file.path)))) {
    if (!path.includes('/')) continue;
    const target = join(dist, path);
    if ((statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= mtimeMs) continue;
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(ROOT, path), target);
  }
  writeFileSync(stamp, digestOf(files));
  return /** @type {const} */ ('done');
}

/**
 * Path below `dist/` of what a source becomes.
 * @param {string} path
 */
function outputOf(path) {
  return path.replace(/\.tsx?$/, '.js');
}

/**
 * @param {string} dist
 * @param {ReadonlySet<string>} made
 */
function removeStrangers(dist, made) {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(dist.length + 1).replaceAll('\\', '/');
    if (!made.has(path.replace(/\.map$/, ''))) rmSync(file);
  }
}
