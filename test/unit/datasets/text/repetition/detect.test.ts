import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectRepetition } from '../../../../../datasets/text/repetition/detect.ts';
import { PETITIONS } from '../corpus.ts';
import { ON_PURPOSE, stuckTexts } from './truth-set.ts';

describe('repetition in one text', () => {
  it('is no fault where it is on purpose', () => {
    for (const text of ON_PURPOSE) assert.equal(detectRepetition(text), null, text);
  });

  it('comes with what is repeated, how often, and its share of the text', () => {
    assert.deepEqual(detectRepetition(`${'請洽承辦人員辦理。'.repeat(6)}`), {
      kind: 'in_a_row',
      share: 1,
      phrase: '請洽承辦人員辦理。',
      times: 6,
    });
    // 24 letters before, then 4 times 8.
    const tail = `本案經查係台電公司權管之電桿設備，已轉請該公司修復，${'請轉相關單位處理。'.repeat(4)}`;
    const found = detectRepetition(tail)!;
    assert.deepEqual([found.kind, found.times, found.share], ['in_a_row', 4, 32 / 56]);
    const lines = detectRepetition(
      '甲乙丙丁戊己庚辛。一。甲乙丙丁戊己庚辛。二。甲乙丙丁戊己庚辛。三。甲乙丙丁戊己庚辛。',
    );
    assert.deepEqual([lines?.kind, lines?.times, lines?.share], ['sentences', 4, 24 / 35]);
  });

  it('counts letters, not what stands between them', () => {
    const found = detectRepetition('請  稍候再撥，請稍候 再撥。請稍候再撥！請稍候再撥、請稍候再撥');
    assert.equal(found?.times, 5);
  });

  it('takes two Latin words for a phrase, but not cells, ticks and laughter', () => {
    assert.equal(detectRepetition(`My card doesn't seem ${'to work. '.repeat(10)}`)?.times, 10);
    assert.equal(detectRepetition(`My card seems to work. ${'to work. '.repeat(4)}`), null);
    assert.equal(detectRepetition('to work\t'.repeat(10)), null);
    assert.equal(detectRepetition(`a${'1'.repeat(30_000)}`.repeat(3)), null);
  });

  it('gives the same answer whatever was looked at before', () => {
    const texts = [...stuckTexts().slice(0, 20), ...PETITIONS.slice(0, 200)];
    const first = texts.map(detectRepetition);
    assert.deepEqual([...texts].reverse().map(detectRepetition).reverse(), first);
  });

  it('takes a text of any length', () => {
    for (const unit of ['一', 'ab', '甲乙丙丁戊己庚辛壬癸', ' ', '。', '😀'])
      detectRepetition(unit.repeat(50_000));
    assert.equal(detectRepetition(''), null);
  });
});
