import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildReady, digestOf, sourceFiles } from '../../../../pipeline/setup/build.mjs';

describe('what the build depends on', () => {
  let root: string;
  const put = (path: string, text = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-build-'));
    put('tsconfig.json', '{}');
    put('pipeline/main/start.ts', 'a');
    put('reports/style/report.css', 'b');
    put('stages/train/trainer/settings.json', 'not ours');
    put('datasets/sample/petitions.json', 'data');
    put('pipeline/README.md', 'prose');
    put('docs/other.ts', 'elsewhere');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is the sources of the compiled rooms and what is copied beside them', () => {
    const paths = sourceFiles(root).map((file) => file.path);
    assert.deepEqual(paths, ['pipeline/main/start.ts', 'reports/style/report.css', 'tsconfig.json']);
  });

  it('has another digest once a file was touched, added or removed', () => {
    const before = digestOf(sourceFiles(root));
    assert.equal(digestOf(sourceFiles(root)), before);
    utimesSync(join(root, 'pipeline/main/start.ts'), 1, 1);
    const touched = digestOf(sourceFiles(root));
    assert.notEqual(touched, before);
    put('pipeline/main/stop.ts');
    assert.notEqual(digestOf(sourceFiles(root)), touched);
    rmSync(join(root, 'pipeline/main/stop.ts'));
    assert.equal(digestOf(sourceFiles(root)), touched);
  });

  it('is ready only with a stamp of these very sources', () => {
    assert.equal(buildReady(root), false);
    put('dist/.sources', digestOf(sourceFiles(root)));
    assert.equal(buildReady(root), true);
    put('pipeline/main/start.ts', 'changed');
    assert.equal(buildReady(root), false);
  });
});
