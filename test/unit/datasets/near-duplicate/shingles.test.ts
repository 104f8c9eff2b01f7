import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mix, shingle } from '../../../../datasets/near-duplicate/shingles.ts';
import { dice, madeTexts } from './made-texts.ts';
import { plainFold, plainShingles } from './plain.ts';

const into = new Int32Array(10_000);

function shinglesOf(text: string): number[] {
  const units = Uint16Array.from(text, (unit) => unit.charCodeAt(0));
  return [...into.subarray(0, shingle(units, 0, units.length, into))];
}

describe('shingles', () => {
  it('are two wide characters, four narrow ones, or what is as wide', () => {
    const counts = { 路燈不亮: 3, street: 3, 第12條: 2, abc: 1, 路: 1, 路1: 1, '': 0 };
    for (const [text, count] of Object.entries(counts)) assert.equal(shinglesOf(text).length, count, text);
    assert.equal(shinglesOf('路燈')[0], shinglesOf('路燈不亮')[0]);
    assert.equal(shinglesOf('tree')[0], shinglesOf('street')[1]);
  });

  it('are as many as their definition gives, and as different', () => {
    const hashes = new Map<number, string>();
    for (const text of madeTexts(500, 3)) {
      const plain = plainShingles(text);
      const ours = new Set(shinglesOf(plainFold(text)));
      assert.equal(ours.size, plain.size, text);
      for (const one of plain) {
        const [hash] = shinglesOf(one);
        assert.ok(ours.has(hash!), one);
        assert.equal(hashes.get(hash!) ?? one, one);
        hashes.set(hash!, one);
      }
    }
    assert.ok(hashes.size > 5_000);
  });

  it('come out the same when a text is taken in parts', () => {
    const roll = dice(4);
    for (const text of madeTexts(200, 9)) {
      const units = Uint16Array.from(plainFold(text), (unit) => unit.charCodeAt(0));
      const whole = shinglesOf(plainFold(text));
      const cut = roll(units.length + 1);
      const first = shingle(units, 0, units.length, into, 0, cut);
      const parts = [...into.subarray(0, first)];
      const second = shingle(units, 0, units.length, into, cut, units.length);
      assert.deepEqual([...parts, ...into.subarray(0, second)], whole);
    }
  });

  it('are mixed without two words becoming one', () => {
    const mixed = new Set(Array.from({ length: 100_000 }, (_, word) => mix(word * 7919)));
    assert.equal(mixed.size, 100_000);
  });
});
