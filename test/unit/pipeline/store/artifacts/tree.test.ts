import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import type { TreeEntry, TreeRef } from '../../../../../pipeline/contracts/artifact.ts';
import { readManifest, writeManifest } from '../../../../../pipeline/store/artifacts/tree.ts';
import { directoryUnderTest, type StoreUnderTest } from './artifact-stores.ts';

const UNSAFE = [
  ...['', '.', '..', '../x', 'a/../b', 'a/..', './a', 'a/.', '/a', '//a', 'a//b', 'a/', '/', '...'],
  ...['.hidden', 'a/.git/config', '-rf', 'a/-o', 'a.', 'a ', 'a./b', 'a /b'],
  ...['a\\b', '..\\x', '\\\\server\\share', 'C:\\x', 'C:x', 'a:stream', 'file:///etc/passwd'],
  ...['%2e%2e/x', '..%2fx', '%2e%2e%2fx', '%252e%252e', '%c0%ae%c0%ae/x', '%00', '&#46;&#46;/x'],
  ...['a\0', 'a\0.txt', 'a\nb', 'a\r', 'a\tb', '\u001b[2J', 'a\u007f', 'a\u0085'],
  ...['‥/x', '．．/x', '．', 'a／b', 'a∕b', 'a⁄b', '…', '․․/x', '﹒﹒/x'],
  ...['a\u202eb', 'a\u200bb', '\ufeffa', 'a\u2028b', 'a\u2066b', '\ud800', 'a\udc00', 'e\u0301'],
  ...['~', '~root/x', '$HOME', '`id`', 'a;b', 'a|b', 'a&b', 'a*', 'a?', 'a"b', "a'b", 'a<b', 'a>b', 'a{b}'],
  ...[
    'x'.repeat(256),
    '試'.repeat(86),
    Array(17).fill('a').join('/'),
    Array(16).fill('x'.repeat(200)).join('/'),
  ],
];

const SAFE = [
  'a',
  'a.b.c',
  '檔案',
  'Ünïcödé',
  '第 1 號 (正本)',
  'a+b=c@d_e-f',
  'x'.repeat(255),
  '試'.repeat(85),
];

const EMPTY = { digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', bytes: 0 };

/** A path as a title: every character that is not plain ASCII by its number, since some would garble the terminal. */
function shown(path: string): string {
  return JSON.stringify(path)
    .replace(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
    .slice(0, 60);
}

describe('tree manifests', () => {
  let under: StoreUnderTest;

  before(async () => {
    under = await directoryUnderTest();
    await under.store.putBytes('');
  });
  after(() => under.close());

  const hostile = async (entries: readonly TreeEntry[]): Promise<TreeRef> => {
    const { digest } = await under.store.putBytes(JSON.stringify({ files: entries }));
    return { kind: 'tree', digest, bytes: 0 };
  };

  for (const path of UNSAFE) {
    it(`refuses the path ${shown(path)}, written and read`, async () => {
      await assert.rejects(under.store.putTreeOf([{ path, ...EMPTY }]), { code: 'PATH_UNSAFE' });
      const ref = await hostile([{ path, ...EMPTY }]);
      await assert.rejects(under.store.listTree(ref), { code: 'ARTIFACT_CORRUPT' });
      await assert.rejects(under.store.localTree(ref), { code: 'ARTIFACT_CORRUPT' });
      assert.deepEqual(await readdir(under.local), ['blobs', 'incoming', 'trees']);
      assert.deepEqual(await under.leftovers(), []);
    });
  }

  for (const path of SAFE) {
    it(`takes the path ${shown(path)}`, async () => {
      const ref = await under.store.putTreeOf([{ path, ...EMPTY }]);
      assert.deepEqual(await readdir(await under.store.localTree(ref)), [path]);
    });
  }

  for (const paths of [
    ['a', 'a'],
    ['a', 'a/b'],
    ['a/b/c', 'a/b'],
  ]) {
    it(`refuses ${paths.join(' beside ')}`, async () => {
      const entries = paths.map((path) => ({ path, ...EMPTY }));
      assert.throws(() => writeManifest(entries), { code: 'PATH_UNSAFE' });
      await assert.rejects(under.store.localTree(await hostile(entries)), { code: 'ARTIFACT_CORRUPT' });
    });
  }

  for (const [what, text] of Object.entries({
    'no JSON': '{"files":[',
    'an unknown field': JSON.stringify({ files: [], more: 1 }),
    'a digest that is a path': JSON.stringify({ files: [{ path: 'a', digest: '../x', bytes: 0 }] }),
    'a negative size': JSON.stringify({ files: [{ path: 'a', digest: EMPTY.digest, bytes: -1 }] }),
  })) {
    it(`refuses a manifest with ${what}`, () => {
      assert.throws(() => readManifest(Buffer.from(text), 'd'), { code: 'ARTIFACT_CORRUPT' });
    });
  }
});
