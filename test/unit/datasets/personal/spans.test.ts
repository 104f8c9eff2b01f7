import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findPersonal } from '../../../../datasets/personal/find.ts';

const found = (text: string) => findPersonal(text).map(({ kind, text: value }) => `${kind} ${value}`);

describe('spans of personal data', () => {
  it('lie in order, apart, and where the text has them', () => {
    const text = '王小明先生，住臺北市大安區和平東路二段106號，０９１２３４５６７８，a@b.tw、a@b.tw';
    const spans = findPersonal(text);
    assert.deepEqual(
      spans.map(({ kind }) => kind),
      ['name', 'address', 'mobile', 'email', 'email'],
    );
    for (const [at, { start, end, text: value }] of spans.entries()) {
      assert.equal(text.slice(start, end), value);
      assert.ok(at === 0 || spans[at - 1]!.end <= start);
    }
  });

  it('count in UTF-16 units behind characters beyond the basic plane', () => {
    const [span] = findPersonal('😀𠮷 身分證A123456789');
    assert.deepEqual([span!.start, span!.end], [8, 18]);
  });

  it('are of the more specific kind where two could be meant', () => {
    assert.deepEqual(found('信箱0912345678@gmail.com'), ['email 0912345678@gmail.com']);
    assert.deepEqual(found('帳號：0912345678901'), ['bank_account 0912345678901']);
    assert.deepEqual(found('身分證統一編號A123456789'), ['national_id A123456789']);
  });

  it('follow what a number is called, not only how it looks', () => {
    assert.deepEqual(found('門號0912345678號'), ['mobile 0912345678']);
    assert.deepEqual(found('台財稅字第0912345678號'), []);
    assert.deepEqual(found('統一編號12345675'), ['business_number 12345675']);
    assert.deepEqual(found('案號12345675'), []);
    assert.deepEqual(found('型號ABC-1234'), []);
    assert.deepEqual(found('機車ABC-1234'), ['plate ABC-1234']);
  });

  it('are none for an empty text, and for one of any length that holds nothing', () => {
    assert.deepEqual(findPersonal(''), []);
    assert.deepEqual(findPersonal('主管機關應於十日內通知申請人。'.repeat(20_000)), []);
  });

  it('take time in proportion to the text, whatever it repeats', () => {
    // None of these may grow with the square of its length: each would then take minutes.
    for (const unit of [
      '1',
      '1-',
      '1 ',
      '號',
      '路1號',
      '中山路1號',
      '王',
      '先生',
      'a@',
      '姓名:',
      '生日:',
      'Mr. ',
      'Abc ',
      '+886',
    ]) {
      assert.ok(Array.isArray(findPersonal(unit.repeat(8_000 / unit.length))), unit);
    }
  });
});
