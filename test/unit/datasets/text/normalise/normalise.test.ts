import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  detectVariantForms,
  FORM_RULES,
  normaliseForms,
} from '../../../../../datasets/text/normalise/normalise.ts';
import { random } from '../../reading.ts';
import { ENGLISH, PETITIONS } from '../corpus.ts';
import { CHANGED, KEPT } from './truth-set.ts';

describe('one form for each character', () => {
  for (const [before, after] of CHANGED) {
    it(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => {
      assert.equal(normaliseForms(before), after);
    });
  }

  it('leaves numbers, times, addresses, code, other languages, and what is right already', () => {
    for (const text of [...KEPT, ...ENGLISH]) assert.equal(normaliseForms(text), text);
  });

  it('is told with the rules that it is a matter of', () => {
    assert.deepEqual(detectVariantForms('Ａ,甲,乙⾏'), { rules: ['ideographs', 'widths', 'punctuation'] });
  });

  it('can be turned off, rule by rule', () => {
    const text = 'Ａ甲,乙⾏';
    assert.equal(normaliseForms(text, []), text);
    assert.equal(normaliseForms(text, ['widths']), 'A甲,乙⾏');
    assert.equal(normaliseForms(text, ['ideographs']), 'Ａ甲,乙行');
    assert.equal(normaliseForms(text, ['punctuation']), 'Ａ甲，乙⾏');
    assert.equal(normaliseForms(text, [...FORM_RULES].reverse()), normaliseForms(text));
  });

  it('changes nothing the second time', () => {
    const next = random(43);
    const pieces = [
      ...'甲乙丙,;:?!() .…⋯‥—─―-‧・〜～1２３，．：／－ＡｂA\n　「」（）《。、﹐﹔︵︶﹤﹥⾏⻄ｶﾞア{}`<a>\ufdd0\uf9c5',
      'http://',
      '```',
      '……',
      '...',
      'www.',
    ];
    for (let round = 0; round < 8_000; round++) {
      const length = 1 + Math.floor(next() * 14);
      const text = Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)]).join('');
      const once = normaliseForms(text);
      assert.equal(normaliseForms(once), once, JSON.stringify(text));
    }
    for (const text of PETITIONS) assert.equal(normaliseForms(normaliseForms(text)), normaliseForms(text));
  });

  it('maps every Kangxi radical and compatibility ideograph to one unified ideograph', () => {
    for (let code = 0x2f00; code <= 0x2fd5; code++) {
      assert.match(normaliseForms(String.fromCodePoint(code)), /^[\u3400-\u9fff]$/u);
    }
    for (let code = 0x2f800; code <= 0x2fa1d; code++) {
      assert.match(normaliseForms(String.fromCodePoint(code)), /^[\u3400-\u9fff\u{20000}-\u{2ffff}]$/u);
    }
  });
});
