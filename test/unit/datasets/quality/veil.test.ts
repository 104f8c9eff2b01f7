import assert from 'node:assert/strict';
import { Masker } from '../../../../datasets/personal/mask.ts';
import { Veil } from '../../../../datasets/quality/veil.ts';
import { labelled } from '../records.ts';

describe('the veil over what is stored beside masked records', () => {
  const record = labelled('a', '請回電 0912-345-678，信箱 wang.test@example.com，謝謝', '工務局');

  it('masks evidence of rules that came before the masking', () => {
    const veil = new Veil(new Masker());
    assert.equal(veil.evidence('請回電 0912-345-678，謝謝', record), '請回電 〔手機1〕，謝謝');
    assert.equal(veil.evidence('', record), '');
    assert.equal(veil.evidence('<p> × 3', record), '<p> × 3');
  });

  it('cuts off the beginning of a value at the end of an excerpt', () => {
    const veil = new Veil(new Masker());
    for (const end of ['0912-345-67', '0912', '09', 'wang.te']) {
      assert.equal(veil.evidence(`請回電 ${end}…`, record), '請回電 …', end);
    }
    assert.equal(veil.evidence('請回電…', record), '請回電…');
  });

  it('masks a value whose sign is not quoted with it', () => {
    const named = labelled('a', '申請人：王小明，請求補發證明。', '戶政');
    const veil = new Veil(new Masker());
    assert.equal(veil.evidence('王小明，請求補發', named), '〔姓名1〕，請求補發');
  });
});
