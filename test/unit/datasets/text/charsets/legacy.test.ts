import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeLegacy, encodeLegacy, LEGACY_CHARSETS } from '../../../../../datasets/text/charsets/legacy.ts';
import { random } from '../../reading.ts';
import { PETITIONS } from '../corpus.ts';

const bytesOf = (text: string, charset: (typeof LEGACY_CHARSETS)[number]) =>
  encodeLegacy(text, charset).bytes.toString('hex');

describe('encoding in legacy charsets', () => {
  it('gives the bytes that the standards give', () => {
    assert.equal(bytesOf('中文abc', 'big5'), 'a4a4a4e5616263');
    assert.equal(bytesOf('中文abc', 'gbk'), 'd6d0cec4616263');
    assert.equal(bytesOf('十卅碁€', 'big5'), 'a451a4cac9d6a3e1'.replace('c9d6', 'f9d6'));
    assert.equal(bytesOf('é€’', 'windows-1252'), 'e98092');
    assert.equal(bytesOf('é\u0080', 'latin1'), 'e980');
  });

  it('counts what a charset lacks', () => {
    assert.equal(encodeLegacy('甲é乙', 'latin1').lost, 2);
    assert.equal(encodeLegacy('a€', 'latin1').lost, 1);
    assert.equal(encodeLegacy('😀', 'big5').lost, 2);
  });

  it('is the reverse of decoding', () => {
    const next = random(47);
    for (const charset of LEGACY_CHARSETS) {
      for (let round = 0; round < 200; round++) {
        const bytes = Uint8Array.from({ length: 40 }, () => Math.floor(next() * 256));
        const text = decodeLegacy(bytes, charset);
        const again = decodeLegacy(encodeLegacy(text, charset).bytes, charset);
        // A lost character leaves its neighbours free to join; whole texts come back.
        if (!text.includes('\ufffd')) assert.equal(again, text);
      }
    }
    for (const text of PETITIONS) {
      const { bytes, lost } = encodeLegacy(text, 'big5');
      if (lost === 0) assert.equal(decodeLegacy(bytes, 'big5'), text);
    }
  });
});
