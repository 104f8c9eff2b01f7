import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSecrets } from '../../../../datasets/secrets/find.ts';
import { SECRET_KINDS, SECRET_TITLES } from '../../../../datasets/secrets/kinds.ts';
import { drawFrom } from '../personal/draw.ts';
import { legalText } from '../personal/legal-texts.ts';
import { SECRETS } from './keys.ts';

describe('finding secrets', () => {
  const draw = drawFrom(20_240_502);

  for (const kind of SECRET_KINDS) {
    it(`calls ${kind} by name in both languages`, () => {
      assert.ok(SECRET_TITLES[kind].en.length > 2 && SECRET_TITLES[kind]['zh-TW'].length > 1);
    });
  }

  it('finds none in laws and rulings', () => {
    for (let n = 0; n < 300; n++) assert.deepEqual(findSecrets(legalText(draw)), []);
  });

  it('gives spans in order, with the text that they cover', () => {
    const text = `密碼：k7R!taipei99 與 ${SECRETS.github_token(draw)}`;
    const spans = findSecrets(text);
    assert.deepEqual(
      spans.map(({ kind }) => kind),
      ['password', 'github_token'],
    );
    for (const { start, end, text: value } of spans) assert.equal(text.slice(start, end), value);
  });

  it('takes time in proportion to the text, whatever it repeats', () => {
    for (const unit of [
      'sk-',
      'password=',
      'token: ',
      '-----BEGIN RSA PRIVATE KEY-----',
      'eyJ',
      '://a:',
      'a=b;',
      'Password=',
    ]) {
      assert.ok(Array.isArray(findSecrets(unit.repeat(20_000 / unit.length))), unit);
    }
  });
});
