import assert from 'node:assert/strict';
import { languageOf } from '../../../../../pipeline/setup/terminal/language.mjs';

describe('language of the terminal', () => {
  it('takes --lang first, in both spellings', () => {
    assert.equal(languageOf({ LANG: 'en_US.UTF-8' }, ['run', '--lang', 'zh-TW']), 'zh-TW');
    assert.equal(languageOf({ LANG: 'zh_TW.UTF-8' }, ['--lang=en']), 'en');
  });

  it('then LC_ALL, LC_MESSAGES and LANG, in this order', () => {
    assert.equal(languageOf({ LC_ALL: 'en_US.UTF-8', LANG: 'zh_TW.UTF-8' }), 'en');
    assert.equal(languageOf({ LC_MESSAGES: 'zh_TW.UTF-8', LANG: 'en_US.UTF-8' }), 'zh-TW');
    assert.equal(languageOf({ LANG: 'zh_HK.UTF-8' }), 'zh-TW');
  });

  it('speaks English where nothing is said', () => {
    assert.equal(languageOf({}), 'en');
    assert.equal(languageOf({ LANG: 'C.UTF-8' }, ['--lang']), 'en');
  });
});
