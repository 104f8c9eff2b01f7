import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../../pipeline/setup/places.mjs';
import { filesBelow } from './sources.ts';

const TOP = /^(pipeline|stages|datasets|reports|jenkins|test|bench|docs|\.ci)\//;
const documents = filesBelow(['.'], ['.md']).filter(({ path }) => !path.startsWith('datasets/sample/'));

/** Paths that a document names in backticks or links to, as it writes them. */
function pathsIn(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const quoted = Array.from(prose.matchAll(/`([^`\n]+)`/g), (match) => match[1]!);
  const linked = Array.from(prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g), (match) => match[1]!);
  return [
    ...quoted.filter((word) => TOP.test(word) && !/[*<>{}$ …|]/.test(word)),
    ...linked.filter((link) => !/^[a-z]+:/.test(link)),
  ];
}

describe('what documents say of the tree', () => {
  it('finds the paths in a document', () => {
    const text =
      'See `pipeline/main/start.ts`, [that](docs/a.md#part), `npm test`, `test/**/x.ts`\n```\n`test/no`\n```\n';
    assert.deepEqual(pathsIn(text), ['pipeline/main/start.ts', 'docs/a.md']);
  });

  for (const { path, text } of documents) {
    it(`${path} names only what is there`, () => {
      const lost = pathsIn(text).filter(
        (named) => !existsSync(join(ROOT, named)) && !existsSync(join(ROOT, dirname(path), named)),
      );
      assert.deepEqual(lost, []);
    });
  }

  it('has a card in each top folder', () => {
    const folders = ['pipeline', 'stages', 'datasets', 'reports', 'jenkins', 'test', 'bench'];
    const bare = folders.filter(
      (folder) => existsSync(join(ROOT, folder)) && !existsSync(join(ROOT, folder, 'README.md')),
    );
    assert.deepEqual(bare, []);
  });

  it('has a README that names the two commands, and scripts that have their files', async () => {
    const { default: manifest } = await import('../../../package.json', { with: { type: 'json' } });
    const scripts = Object.values(manifest.scripts).flatMap((script) => script.match(/[\w./-]+\.mjs/g) ?? []);
    assert.deepEqual(
      scripts.filter((script) => !existsSync(join(ROOT, script))),
      [],
    );
    const readme = documents.find(({ path }) => path === 'README.md')?.text ?? '';
    for (const command of ['npm run demo', 'npm test']) assert.ok(readme.includes(command), command);
  });
});
