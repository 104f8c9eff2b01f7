import assert from 'node:assert/strict';
import { objectSize } from '../../../../pipeline/git/arrivals.ts';
import { readTree } from '../../../../pipeline/git/tree.ts';

describe('the head of a packed object', () => {
  it('states its size: four bits, then seven in each further byte', () => {
    // 0x35: type 3 (blob), size 5, no further byte.
    assert.equal(objectSize(Buffer.from([0x35])), 5);
    // 0xb5 0x01: type 3, low four bits 5, then 1 << 4.
    assert.equal(objectSize(Buffer.from([0xb5, 0x01])), 5 + 16);
    // 2 GiB = 0x80000000: low four bits 0, then 0x8000000 in groups of seven: 0, 0, 0, 0x40.
    assert.equal(objectSize(Buffer.from([0xb0, 0x80, 0x80, 0x80, 0x40])), 2 ** 31);
    assert.equal(objectSize(Buffer.from([0xb0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])), null);
    assert.equal(objectSize(Buffer.alloc(0)), null);
  });
});

describe('a listed tree', () => {
  it('is read entry by entry, and nothing else is', () => {
    const id = 'a'.repeat(40);
    assert.deepEqual(readTree(`100644 blob ${id}\tdata/函 1.csv\0${'040000'} tree ${id}\td\0`), [
      { kind: 'file', id, path: 'data/函 1.csv' },
      { kind: 'folder', id, path: 'd' },
    ]);
    assert.deepEqual(readTree(''), []);
    for (const odd of [`120001 blob ${id}\tx\0`, `100644 blob xyz\tx\0`, 'noise\0'])
      assert.throws(() => readTree(odd), { code: 'GIT_BROKEN' }, odd);
  });
});
