import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { folderWith, versionedFolders } from '../servers/find-program.ts';

/** What `notExercised` says where Java is missing. */
export const JAVA_INSTALL = 'apt-get install openjdk-17-jre-headless';

/** Groovy 4, among the jars that npm-groovy-lint brings. */
const JARS = join(ROOT, 'node_modules', 'npm-groovy-lint', 'lib', 'java', 'groovy', 'lib');
const SOURCES = join(ROOT, 'test', 'groovy');
/** For short programs: the quick compiler, and one thread to collect garbage. */
const FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dfile.encoding=UTF-8'];

/** Java's program; null where this machine has none. */
export function findJava(): string | null {
  const folder = folderWith(['java'], versionedFolders('/usr/lib/jvm', /^java-\d+-openjdk/, 'bin'));
  return folder === null ? null : join(folder, 'java');
}

let compiled: Promise<string> | undefined;

/** Arguments for Java that run Main.groovy; the harness is compiled once for a test run. */
export async function harnessArguments(java: string): Promise<string[]> {
  compiled ??= compile(java);
  return [...FLAGS, '-cp', [...jars(), await compiled].join(delimiter), 'Main'];
}

async function compile(java: string): Promise<string> {
  const classes = mkdtempSync(join(tmpdir(), 'touchstone-groovy-'));
  process.once('exit', () => rmSync(classes, { recursive: true, force: true }));
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.groovy'))
    .map((name) => join(SOURCES, name));
  const compiler = ['org.codehaus.groovy.tools.FileSystemCompiler', '--encoding', 'UTF-8', '-d', classes];
  await promisify(execFile)(java, [...FLAGS, '-cp', jars().join(delimiter), ...compiler, ...sources]);
  return classes;
}

function jars(): string[] {
  return readdirSync(JARS).map((jar) => join(JARS, jar));
}

/** What `notExercised` says where the Groovy that controllers run is missing. */
export const GROOVY_INSTALL = 'apt-get install groovy (2.4)';
const DEBIAN = '/usr/share/groovy/lib';

/** Arguments for Java that call the compiler of Groovy 2.4, which is what controllers run; null where it is not installed. */
export function groovy24Compiler(classes: string): string[] | null {
  if (!existsSync(DEBIAN)) return null;
  const names = readdirSync(DEBIAN);
  if (!names.some((name) => name.startsWith('groovy-2.4'))) return null;
  // It is older than the walls between the modules of Java.
  const opens = ['java.lang', 'java.util'].flatMap((name) => [
    '--add-opens',
    `java.base/${name}=ALL-UNNAMED`,
  ]);
  const path = names.map((name) => join(DEBIAN, name)).join(delimiter);
  return [...FLAGS, ...opens, '-cp', path, 'org.codehaus.groovy.tools.FileSystemCompiler', '-d', classes];
}
