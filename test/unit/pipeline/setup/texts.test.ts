import assert from 'node:assert/strict';
import { PURPOSES } from '../../../../pipeline/setup/parts.mjs';
import { en } from '../../../../pipeline/setup/texts/en.mjs';
import { sayIn } from '../../../../pipeline/setup/texts/speak.mjs';
import { zhTW } from '../../../../pipeline/setup/texts/zh-tw.mjs';

const keys = Object.keys(en) as (keyof typeof en)[];
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('texts of setup', () => {
  it('say the same things in both languages, with the same facts', () => {
    assert.deepEqual(Object.keys(zhTW), keys);
    for (const key of keys) assert.deepEqual(names(zhTW[key]), names(en[key]), key);
  });

  it('give an advice for every failure', () => {
    const codes = keys.filter((key) => /^[A-Z_]+$/.test(key));
    assert.ok(codes.length > 10);
    for (const code of codes) assert.ok(`${code}_advice` in en, code);
  });

  it('name every part', () => {
    for (const part of new Set(Object.values(PURPOSES).flat())) assert.ok(`step_${part}` in en, part);
  });

  it('fill in what is given and leave the rest', () => {
    assert.equal(sayIn('en')('doing_fetch', { name: 'torch', done: '1 MB' }), 'torch 1 MB of {total}');
  });
});
