import assert from 'node:assert/strict';
import { readCatalogue } from '../../../../pipeline/bases/catalogue.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { BaseView } from '../../../../pipeline/contracts/service.ts';
import { chooseBase } from '../../../../pipeline/engine/choose-base.ts';

function views(states: Readonly<Record<string, BaseView['state']>>): BaseView[] {
  return readCatalogue().entries.map((entry) => ({
    ...entry,
    state: states[entry.id] ?? 'absent',
    installedDigest: null,
  }));
}

describe('chooseBase', () => {
  it('takes the first base on this machine that speaks the language', () => {
    const bases = views({ 'gemma3-270m': 'available', 'smollm2-135m': 'ready' });
    assert.equal(chooseBase(bases, 'zh-TW').value, 'gemma3-270m');
    assert.equal(chooseBase(bases, 'en').value, 'gemma3-270m');
  });

  it('takes another language rather than none, and says so', () => {
    const choice = chooseBase(views({ 'smollm2-135m': 'ready' }), 'zh-TW');
    assert.equal(choice.value, 'smollm2-135m');
    assert.match(choice.reason.en, /not made for the language/);
  });

  it('says what to bring in when there is none', () => {
    assert.throws(
      () => chooseBase(views({}), 'zh-TW'),
      (error) =>
        error instanceof TouchstoneError &&
        error.code === 'BASE_UNREACHABLE' &&
        error.params.id === 'gemma3-270m',
    );
  });
});
