import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { readCommit } from '../../../../pipeline/git/commit-text.ts';
import { pointedBytes } from '../../../../pipeline/git/lfs-pointer.ts';
import { readManifest } from '../../../../pipeline/git/manifest.ts';

const read = (text: string) => readManifest(text, 'touchstone.yaml', 'c'.repeat(40));

function faultsOf(text: string): unknown[] {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof TouchstoneError);
    return error.code === 'GIT_CONTENT_INVALID'
      ? error.faults.map(({ code, place }) => [code, place?.line, place?.field])
      : [error.code, error.place.line];
  }
  return [];
}

describe('touchstone.yaml', () => {
  it('says what the dataset is', () => {
    const { manifest } = read('name: petitions\ndataset: data/train.csv\nspec:\n  train: {epochs: 1}\n');
    assert.deepEqual(manifest, {
      version: 1,
      name: 'petitions',
      dataset: 'data/train.csv',
      spec: { train: { epochs: 1 } },
    });
  });

  it('has every fault named with its line and field', () => {
    assert.deepEqual(faultsOf('name: Bad Name\n\ndatset: a.csv\ntest: [a]\n'), [
      ['SPEC_VALUE', 1, 'name'],
      ['SPEC_VALUE', 1, 'dataset'],
      ['SPEC_VALUE', 4, 'test'],
      ['SPEC_UNKNOWN_FIELD', 3, 'datset'],
    ]);
    assert.deepEqual(faultsOf('dataset:\n  - a.csv\n  - 7\n'), [['SPEC_VALUE', 1, 'dataset']]);
    assert.deepEqual(faultsOf(''), [['SPEC_VALUE', 1, 'dataset']]);
    assert.deepEqual(faultsOf('- a\n- b\n'), [['SPEC_VALUE', 1, '(top)']]);
    assert.deepEqual(faultsOf('dataset: a.csv\nname: "x\n'), ['GIT_MANIFEST_UNREADABLE', 3]);
    const bomb = `a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n`;
    assert.deepEqual(faultsOf(bomb), ['GIT_MANIFEST_UNREADABLE', undefined]);
  });

  it('cannot reach the prototype of anything', () => {
    const faults = faultsOf(
      'dataset: a.csv\n__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\n',
    );
    assert.ok(faults.length > 0);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

describe('a commit', () => {
  it('gives its subject as one safe line, and its time', () => {
    const text =
      'tree x\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1700000000 +0800\n\n\u001b[31m紅\u202e色 \nbody\n';
    assert.deepEqual(readCommit(text), { subject: '�[31m紅�色', at: '2023-11-14T22:13:20.000Z' });
    assert.deepEqual(readCommit('tree x'), { subject: '', at: '1970-01-01T00:00:00.000Z' });
    assert.equal([...readCommit(`x\n\n${'長'.repeat(500)}`).subject].length, 200);
  });
});

describe('a pointer of Git LFS', () => {
  it('is known by its first line', () => {
    assert.equal(pointedBytes('version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n'), 12);
    assert.equal(pointedBytes('version https://git-lfs.github.com/spec/v1\r\nsize 5\r\n'), 5);
    assert.equal(pointedBytes('text,label\nversion https://git-lfs.github.com/spec/v1\n'), null);
    assert.equal(pointedBytes(''), null);
  });
});
