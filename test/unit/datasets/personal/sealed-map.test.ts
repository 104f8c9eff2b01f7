import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'mocha';
import { openMap, SealedMapError, sealMap } from '../../../../datasets/personal/sealed-map.ts';

const key = createHash('sha256').update('a key for the test').digest();
const otherKey = createHash('sha256').update('another').digest();
const map = new Map([
  ['〔身分證1〕', 'A123456789'],
  ['〔姓名1〕', '王小明'],
]);

describe('sealing the map of a masking', () => {
  it('opens with its key to what it was', () => {
    assert.deepEqual([...openMap(sealMap(map, key), key)], [...map]);
    assert.deepEqual([...openMap(sealMap(new Map(), key), key)], []);
  });

  it('shows nothing of the content, and the same bytes for the same map', () => {
    const sealed = sealMap(map, key);
    assert.ok(!sealed.includes('A123456789') && !sealed.includes('王小明'));
    assert.deepEqual(sealMap(map, key), sealed);
    assert.notDeepEqual(
      sealMap(new Map([['〔姓名1〕', '王小明']]), key).subarray(6, 18),
      sealed.subarray(6, 18),
    );
  });

  it('stays shut for another key, and when any byte was changed', () => {
    const sealed = sealMap(map, key);
    assert.throws(() => openMap(sealed, otherKey), SealedMapError);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      assert.throws(() => openMap(changed, key), SealedMapError, `byte ${at}`);
    }
    for (const length of [0, 5, 20, sealed.length - 1]) {
      assert.throws(() => openMap(sealed.subarray(0, length), key), SealedMapError);
    }
  });

  it('refuses keys of another length', () => {
    assert.throws(() => sealMap(map, key.subarray(1)), RangeError);
    assert.throws(() => openMap(sealMap(map, key), new Uint8Array(16)), RangeError);
  });
});
