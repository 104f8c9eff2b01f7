import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openPack } from '../../../../../datasets/documents/pack/documents.ts';
import { bufferAccess } from '../../../../../datasets/random-access.ts';
import { withUpload } from '../../../../../pipeline/cli/documents/pack.ts';
import { faultOf } from '../../../datasets/reading.ts';

describe('packing documents', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-pack-test-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const write = (name: string, content = name): string => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  const { signal } = new AbortController();
  const packed = (paths: readonly string[], kind?: string) =>
    withUpload(paths, { kind, signal }, async ({ file, packed: sources }) => {
      const bytes = readFileSync(file);
      return { file, bytes, sources };
    });
  const contents = async (bytes: Buffer): Promise<string[]> => {
    const pack = await openPack(bufferAccess(bytes), 'dataset');
    const found: string[] = [];
    for await (const { name, content } of pack.files()) found.push(`${name}=${content}`);
    return found;
  };

  it('takes a folder with its folders, hidden files and links left out, and leaves nothing behind', async () => {
    write('letters/函（一）.txt', '甲');
    write('letters/2026/b.md', '乙');
    write('letters/.git/config');
    symlinkSync('/etc/hostname', join(root, 'letters/link.txt'));
    const { file, bytes, sources } = await packed([join(root, 'letters')]);
    assert.deepEqual(await contents(bytes), ['2026/b.md=乙', '函（一）.txt=甲']);
    assert.deepEqual(sources?.skipped, ['link.txt']);
    assert.match(file, /letters\.zip$/);
    assert.equal(existsSync(dirname(file)), false);
  });

  it('takes several files, a document by itself, and a text that is said to be one', async () => {
    const [a, b, page] = [write('a.txt'), write('b.txt'), write('page.html')];
    assert.deepEqual(await contents((await packed([b, a])).bytes), ['a.txt=a.txt', 'b.txt=b.txt']);
    assert.deepEqual(await contents((await packed([page])).bytes), ['page.html=page.html']);
    assert.equal((await packed([page], 'records')).sources, null);
    assert.equal((await packed([a])).sources, null);
    assert.deepEqual(await contents((await packed([a], 'documents')).bytes), ['a.txt=a.txt']);
    const folder = write('more/c.txt');
    assert.deepEqual(await contents((await packed([a, dirname(folder)])).bytes), [
      'a.txt=a.txt',
      'more/c.txt=more/c.txt',
    ]);
  });

  it('uploads other files as they are, a pack of the user included', async () => {
    for (const name of ['rows.jsonl', 'rows.csv', 'rows.xlsx', 'documents.zip']) {
      const path = write(name);
      assert.deepEqual(await packed([path], name.endsWith('zip') ? 'documents' : undefined), {
        file: path,
        bytes: readFileSync(path),
        sources: null,
      });
    }
  });

  it('gives the same bytes for the same documents, whenever they were written', async () => {
    const digest = async () =>
      createHash('sha256')
        .update((await packed([root])).bytes)
        .digest('hex');
    write('b.txt');
    write('a.txt');
    const first = await digest();
    rmSync(join(root, 'a.txt'));
    write('a.txt');
    assert.equal(await digest(), first);
    write('a.txt', 'changed');
    assert.notEqual(await digest(), first);
  });

  it('refuses a page that goes by the name of a table, which sites hand out', async () => {
    const page = '<html><body><table><tr><td>案由</td><td>單位</td></tr></table></body></html>';
    for (const content of [page, `\ufeff${page}`, page.slice(12)]) {
      const fault = await faultOf(packed([write('清冊.xls', content)]));
      assert.deepEqual([fault.code, fault.found, fault.place?.file], ['INPUT_NOT_TEXT', 'HTML', '清冊.xls']);
    }
    assert.equal((await packed([write('a.csv', 'text,label\n<b>甲</b>,乙\n')])).sources, null);
  });

  it('says what is wrong before anything is sent', async () => {
    const missing = await faultOf(packed([join(root, 'none')]));
    assert.equal(missing.code, 'CLI_FILE_MISSING');
    const twice = await faultOf(packed([write('x/a.txt'), write('y/a.txt')]));
    assert.deepEqual([twice.code, twice.params?.file], ['CLI_SAME_NAME', 'a.txt']);
  });
});
