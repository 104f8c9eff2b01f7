import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FoldedText, LONGEST } from '../../../../datasets/near-duplicate/fold.ts';
import { dice } from './made-texts.ts';
import { plainFold } from './plain.ts';

const folded = new FoldedText();

function fold(text: string): string {
  folded.read(text);
  return String.fromCharCode(...folded.units.subarray(0, folded.length));
}

describe('folding', () => {
  it('makes one of forms, case, punctuation and space', () => {
    assert.equal(fold('第 3 條：ＡＢＣ公司（以下簡稱「本公司」）…'), '第3條abc公司以下簡稱本公司');
    assert.equal(fold('ﾊﾟｿｺﾝ ㈱'), fold('パソコン (株)'));
    assert.equal(fold('Cafe\u0301'), fold('CAFÉ'));
    assert.equal(fold('a\u200b\ufeff\tb\r\n'), 'ab');
  });

  it('keeps symbols and what lies beyond the first plane', () => {
    assert.equal(fold('3 + 5 = 8 €'), '3+5=8€');
    assert.equal(fold('👍 𠮷野家'), '👍𠮷野家');
    assert.equal(fold('𝐀𝟏'), 'a1');
  });

  it('leaves nothing of a text without letters, numbers and symbols', () => {
    for (const text of ['', ' \u3000', '。。。！？——', '\u0000\u001b']) assert.equal(fold(text), '', text);
  });

  it('does with every character, alone and among others, what its definition says', () => {
    for (let unit = 0; unit < 0x10000; unit++) {
      // Half a surrogate pair is no character.
      if (unit >= 0xd800 && unit < 0xe000) continue;
      const character = String.fromCharCode(unit);
      assert.equal(fold(character), plainFold(character), unit.toString(16));
    }
    const roll = dice(5);
    const ranges = [0x20, 0x300, 0x1100, 0x3040, 0x4e00, 0xac00, 0xff60, 0x1f600];
    for (let n = 0; n < 2_000; n++) {
      const units = Array.from({ length: 12 }, () => ranges[roll(ranges.length)]! + roll(96));
      const text = String.fromCodePoint(...units);
      assert.equal(fold(text), plainFold(text), JSON.stringify(text));
    }
  });

  it('takes the beginning of a text that is very long', () => {
    assert.equal(fold('a，'.repeat(LONGEST + 5)), 'a'.repeat(LONGEST));
    assert.equal(fold('É\u0301'.repeat(LONGEST)).length, LONGEST);
  });
});
