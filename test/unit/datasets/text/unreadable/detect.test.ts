import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectUnreadable } from '../../../../../datasets/text/unreadable/detect.ts';
import { READABLE, UNREADABLE } from './truth-set.ts';

describe('unreadable text', () => {
  for (const [kind, texts] of UNREADABLE) {
    it(`names ${kind}`, () => {
      for (const text of texts) {
        const kindsFound = detectUnreadable(text)?.kinds.map((found) => found.kind);
        assert.ok(kindsFound?.includes(kind), JSON.stringify(text));
      }
    });
  }

  it('is not found in what can be read', () => {
    for (const text of READABLE) assert.equal(detectUnreadable(text), null, JSON.stringify(text));
  });

  it('comes with how many characters it concerns', () => {
    assert.deepEqual(detectUnreadable('甲\u0001乙\ue000丙\ue001'), {
      kinds: [
        { kind: 'private_use', count: 2 },
        { kind: 'control', count: 1 },
      ],
      share: 3 / 6,
    });
  });

  it('takes a text of any length', () => {
    for (const unit of ['\u200b', '\u0301', 'a', '😀', 'asdf', '1', '\u{e0041}'])
      detectUnreadable(unit.repeat(30_000));
    assert.equal(detectUnreadable(''), null);
  });
});
