import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSecrets } from '../../../../datasets/secrets/find.ts';
import { SECRET_KINDS, SECRET_TITLES, type SecretKind } from '../../../../datasets/secrets/kinds.ts';
import { type Draw, drawFrom } from '../personal/draw.ts';
import { legalText } from '../personal/legal-texts.ts';
import { CARRIERS } from './carriers.ts';
import { SECRETS } from './keys.ts';
import { nearMissOf } from './near-misses.ts';

const POSITIVES = 120;
const NEAR_MISSES = 500;
const ASKED = 0.97;

function scored(draw: Draw, kind: SecretKind) {
  const faults: string[] = [];
  let [met, exact, wrong] = [0, 0, 0];
  for (let n = 0; n < POSITIVES; n++) {
    const secret = SECRETS[kind](draw);
    const [before, after] = draw.of(CARRIERS[kind]).split('{secret}') as [string, string];
    const [start, end] = [before.length, before.length + secret.length];
    const found = findSecrets(before + secret + after);
    const at = found.find((span) => span.kind === kind && span.start < end && start < span.end);
    if (at === undefined)
      faults.push(`missed in ${before}${secret}${after}: ${found.map((span) => span.kind)}`);
    else met += 1;
    if (at?.start === start && at.end === end) exact += 1;
    else if (at !== undefined) faults.push(`${at.text} instead of ${secret} in ${before}…${after}`);
    wrong += found.length - (at === undefined ? 0 : 1);
  }
  for (let n = 0; n < NEAR_MISSES; n++) {
    const text = nearMissOf(draw, kind);
    const found = findSecrets(text);
    wrong += found.length;
    for (const span of found) faults.push(`wrong ${span.kind} ${span.text} in ${text}`);
  }
  return { recall: met / POSITIVES, precision: met / (met + wrong), exact: exact / met, faults };
}

describe('finding secrets', () => {
  const draw = drawFrom(20_240_502);

  for (const kind of SECRET_KINDS) {
    it(`finds every ${kind}, and nothing that only looks like one`, () => {
      const { recall, precision, exact, faults } = scored(draw, kind);
      const told = `recall ${recall}, precision ${precision}, exact ${exact}\n${faults.slice(0, 12).join('\n')}`;
      assert.ok(recall >= ASKED && precision >= ASKED && exact >= ASKED, told);
    });

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
