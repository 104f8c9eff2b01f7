import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { digestWords } from '../../../../datasets/fingerprint/content.ts';
import { DigestIndex } from '../../../../datasets/fingerprint/digest-index.ts';

describe('the digest index', () => {
  it('keeps the first number stored for each of many digests', () => {
    const index = new DigestIndex();
    for (let n = 0; n < 20_000; n++) assert.equal(index.add(digestWords(`text ${n}`), n), undefined);
    for (let n = 0; n < 20_000; n++) assert.equal(index.add(digestWords(`text ${n}`), -7), n);
    assert.equal(index.get(digestWords('text 20000')), undefined);
    assert.equal(index.get(digestWords('text 19999')), 19_999);
  });

  it('tells digests apart that fall into the same slot', () => {
    const index = new DigestIndex();
    const words = (last: number) => Uint32Array.from([5, 0, 0, last]);
    for (let last = 0; last < 100; last++) index.add(words(last), last);
    for (let last = 0; last < 100; last++) assert.equal(index.get(words(last)), last);
  });
});
