import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { secretTraits } from '../../../../datasets/secrets/traits.ts';
import { dice } from '../near-duplicate/made-texts.ts';

const CHARACTERS = [...'asdfghjkl;qwertyASDF 中12@.-_:/=+\t~'];

describe('what tells whether a text can hold a secret', () => {
  it('is what expressions say that state it one by one', () => {
    const roll = dice(5);
    for (let round = 0; round < 5_000; round++) {
      const kinds = 2 + roll(CHARACTERS.length - 1);
      const text = Array.from({ length: roll(120) }, () => CHARACTERS[roll(kinds)]).join('');
      assert.deepEqual(secretTraits(text), {
        ascii: /[!-~]{6}/.test(text),
        unlikeWords: /\d|[@#$%^&*+~]|[a-z][A-Z]|[A-Z]{12}/.test(text),
        dense: /[A-Za-z0-9_+/.:-]{16}/.test(text),
      });
    }
  });
});
