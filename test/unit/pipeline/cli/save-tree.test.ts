import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { holdsTree, saveTree } from '../../../../pipeline/cli/save-tree.ts';
import type { TreeView } from '../../../../pipeline/contracts/api/artifact.ts';
import type { TreeEntry } from '../../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const isCode = (code: string) => (error: unknown) => error instanceof TouchstoneError && error.code === code;

function treeOf(files: Record<string, string>): {
  tree: TreeView;
  open: (entry: TreeEntry) => Promise<Readable>;
} {
  const entries = Object.entries(files).map(([path, text]) => ({
    path,
    digest: sha256(text),
    bytes: Buffer.byteLength(text),
  }));
  const tree = {
    kind: 'tree' as const,
    digest: sha256(JSON.stringify({ files: entries })),
    bytes: 0,
    files: entries,
  };
  return { tree, open: async ({ path }) => Readable.from([Buffer.from(files[path] ?? '')]) };
}

describe('saving a tree', () => {
  let root: string;
  let target: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-save-'));
    target = join(root, 'out');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** In the order of a manifest. */
  const files = { 'adapter/adapter_config.json': '{}', empty: '', 'index.html': '<p>' };

  it('writes every file, and knows it again', async () => {
    const { tree, open } = treeOf(files);
    await saveTree(tree, target, open);
    for (const [path, text] of Object.entries(files))
      assert.equal(readFileSync(join(target, path), 'utf8'), text);
    assert.equal(await holdsTree(tree, target), true);
    writeFileSync(join(target, 'index.html'), 'changed');
    assert.equal(await holdsTree(tree, target), false);
    assert.deepEqual(readdirSync(root), ['out']);
  });

  it('takes an empty directory, and refuses one that is not, a file and a link', async () => {
    const { tree, open } = treeOf(files);
    mkdirSync(target);
    await saveTree(tree, target, open);
    await assert.rejects(saveTree(tree, target, open), isCode('CLI_OUTPUT_EXISTS'));
    writeFileSync(join(root, 'file'), '');
    await assert.rejects(saveTree(tree, join(root, 'file'), open), isCode('CLI_OUTPUT_EXISTS'));
    symlinkSync(target, join(root, 'link'));
    await assert.rejects(saveTree(tree, join(root, 'link'), open), isCode('CLI_OUTPUT_EXISTS'));
  });

  it('writes nothing outside the directory, whatever the names say', async () => {
    for (const path of [
      '../canary',
      '/tmp/canary',
      'a/../../canary',
      '..\\canary',
      'a//b',
      '.ssh/x',
      'C:\\x',
      'a\0b',
    ]) {
      const { tree, open } = treeOf({ [path]: 'x' });
      await assert.rejects(saveTree(tree, target, open), isCode('PATH_UNSAFE'), path);
    }
    assert.deepEqual(readdirSync(root), []);
  });

  it('keeps nothing when one file arrives with other bytes, too many, or too few', async () => {
    const { tree, open } = treeOf(files);
    for (const wrong of ['<q>', '<p> and much more', '<']) {
      const tampered = async (entry: TreeEntry) =>
        entry.path === 'index.html' ? Readable.from([Buffer.from(wrong)]) : open(entry);
      await assert.rejects(saveTree(tree, target, tampered), isCode('CLI_DIGEST_MISMATCH'), wrong);
    }
    assert.deepEqual(readdirSync(root), []);
  });

  it('refuses a list of files that is not the one that the tree is named by', async () => {
    const { tree, open } = treeOf(files);
    const shorter = { ...tree, files: tree.files.slice(1) };
    await assert.rejects(saveTree(shorter, target, open), isCode('CLI_DIGEST_MISMATCH'));
  });
});
