import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findPersonal } from '../../../../datasets/personal/find.ts';
import { PERSONAL_KINDS } from '../../../../datasets/personal/kinds.ts';
import { openPage, SIGNS } from '../../../../datasets/personal/page.ts';
import { PERSONAL_RULES } from '../../../../datasets/personal/registry.ts';
import { dice } from '../near-duplicate/made-texts.ts';

/** Pieces of values and of what stands around them, so that joined at random they come close to all shapes. */
const PIECES =
  '身分證|A123456789|a1 2345 6789|電話|(02)2720-8889|0912-345-678|09 1234 5678|+886 912 345 678|王小明|陳先生|，|、| |：|台北市|大安區|和平東路|二段|106號|No. 106, Sec. 2, Heping E. Rd.|a@b.com|生於|民國75年3月1日|生|男|統一編號|12345675|公司(|)|銀行|帳號|012-345678901234|4111 1111 1111 1111|護照|123456789|AB-1234|車牌|ABC-1234|健保卡|000012345678|Mr. |Wang Da-Ming|Name: |局號|0001234|-|/|.|12|345|x|第|元|#12|０９１２３４５６７８'.split(
    '|',
  );

describe('a text made ready for looking', () => {
  it('counts the digits of the longest number, groups and all', () => {
    const longest = (text: string) => openPage(text).longestNumber;
    assert.equal(longest('第53473號，第790號'), 5);
    assert.equal(longest('（０２）２７２０-８８８９'), 10);
    assert.equal(longest('12 345.6'), 6);
    assert.equal(longest('無'), 0);
  });

  it('tells a letter beside a digit, a space or dash between at most', () => {
    const mixed = (text: string) => (openPage(text).signs & SIGNS.mixed) !== 0;
    for (const text of ['AB-1234', '12 AB', 'A1', 'Ａ１']) assert.ok(mixed(text), text);
    for (const text of ['A。1', 'AB', '12 34', '王1']) assert.ok(!mixed(text), text);
  });

  it('knows an address without a road by its town', () => {
    const [found] = findPersonal('地址在金門縣金湖鎮山外106號');
    assert.equal(found?.text, '金門縣金湖鎮山外106號');
  });

  it('never rules out a kind that is there', () => {
    const roll = dice(3);
    let found = 0;
    for (let round = 0; round < 20_000; round++) {
      const text = Array.from({ length: 1 + roll(9) }, () => PIECES[roll(PIECES.length)]).join('');
      const page = openPage(text);
      for (const kind of PERSONAL_KINDS) {
        const rule = PERSONAL_RULES[kind];
        if (rule.possible(page)) continue;
        assert.deepEqual(rule.find(page), [], `${kind}: ${text}`);
        found += 1;
      }
    }
    assert.ok(found > 20_000, 'most kinds are ruled out in most texts');
  });
});
