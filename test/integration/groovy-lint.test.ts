import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { findJava, JAVA_INSTALL } from '../groovy/java.ts';
import { notExercised } from '../preflight.ts';

const PROGRAM = join(ROOT, 'node_modules', 'npm-groovy-lint', 'lib', 'index.js');

/** What the linter found, by file. */
interface Findings {
  readonly files: Readonly<
    Record<string, { readonly errors: readonly { rule: string; line: number; msg: string }[] }>
  >;
}

/** Lints files of this checkout by `.groovylintrc.json`, in a Java of its own that ends with it. */
function lint(...paths: readonly string[]): Promise<Findings> {
  const args = [PROGRAM, '--noserver', '--no-insight', '--failon', 'none', '--output', 'json', ...paths];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(JSON.parse(stdout.slice(stdout.indexOf('{'))) as Findings);
    });
  });
}

describe('Groovy of this repository', function () {
  this.timeout(400_000);

  it('gives npm-groovy-lint nothing to find', async function () {
    if (findJava() === null) notExercised(this, 'Java 17', JAVA_INSTALL);
    const { files } = await lint('Jenkinsfile', 'jenkins', 'test/groovy');
    const names = Object.keys(files);
    for (const expected of [
      'Jenkinsfile',
      'jenkins/library/vars/touchstoneRetrain.groovy',
      'test/groovy/Main.groovy',
    ])
      assert.ok(
        names.some((name) => name.endsWith(expected)),
        expected,
      );
    const found = Object.entries(files).flatMap(([name, { errors }]) =>
      errors.map(({ rule, line, msg }) => `${name.slice(ROOT.length + 1)}:${line} ${rule} ${msg}`),
    );
    assert.deepEqual(found, []);
  });
});
