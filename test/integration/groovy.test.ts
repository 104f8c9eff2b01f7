import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { findJava, GROOVY_INSTALL, groovy24Compiler, JAVA_INSTALL } from '../groovy/java.ts';
import { notExercised } from '../preflight.ts';

const LINTER = join(ROOT, 'node_modules', 'npm-groovy-lint', 'lib', 'index.js');
/** Classes of Jenkins that scripts name, as the stand-in has them. */
const NAMED = ['org/jenkinsci', 'jenkins', 'hudson', 'com/cloudbees'].map((path) =>
  join('test', 'groovy', path),
);

/** What the linter found, by file. */
interface Findings {
  readonly files: Readonly<
    Record<string, { readonly errors: readonly { rule: string; line: number; msg: string }[] }>
  >;
}

/** Lints files of this checkout by `.groovylintrc.json`, in a Java of its own that ends with it. */
async function lint(...paths: readonly string[]): Promise<Findings> {
  const args = ['--noserver', '--no-insight', '--failon', 'none', '--output', 'json', ...paths];
  const { stdout } = await promisify(execFile)(process.execPath, [LINTER, ...args], {
    cwd: ROOT,
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Findings;
}

function groovyBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.groovy'))
    .map((name) => join(ROOT, folder, name));
}

describe('Groovy of this repository', function () {
  this.timeout(400_000);
  let java: string;

  before(function () {
    java = findJava() ?? notExercised(this, 'Java 17', JAVA_INSTALL);
  });

  it('gives npm-groovy-lint nothing to find', async () => {
    const { files } = await lint('Jenkinsfile', 'jenkins', 'test/groovy');
    const names = Object.keys(files);
    for (const expected of [
      'Jenkinsfile',
      'jenkins/library/vars/touchstoneRetrain.groovy',
      'jenkins/setup/jobs.groovy',
      'test/groovy/Main.groovy',
    ]) {
      assert.ok(
        names.some((name) => name.endsWith(expected)),
        expected,
      );
    }
    const found = Object.entries(files).flatMap(([name, { errors }]) =>
      errors.map(({ rule, line, msg }) => `${name.slice(ROOT.length + 1)}:${line} ${rule} ${msg}`),
    );
    assert.deepEqual(found, []);
  });

  it('compiles with Groovy 2.4, which controllers run', async function () {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-groovy24-'));
    try {
      const compiler = groovy24Compiler(directory) ?? notExercised(this, 'Groovy 2.4', GROOVY_INSTALL);
      // A script's name becomes a class's.
      copyFileSync(join(ROOT, 'Jenkinsfile'), join(directory, 'Retrain.groovy'));
      const sources = [
        ...groovyBelow('jenkins/library'),
        ...groovyBelow('jenkins/setup'),
        join(directory, 'Retrain.groovy'),
        ...NAMED.flatMap(groovyBelow),
      ];
      await promisify(execFile)(java, [...compiler, ...sources]);
      const classes = readdirSync(directory, { recursive: true, encoding: 'utf8' });
      for (const made of ['touchstone/Retraining.class', 'touchstoneRetrain.class', 'Retrain.class'])
        assert.ok(classes.includes(made), made);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
