import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { apiKeyVerifier } from '../../../../pipeline/api/access/api-keys.ts';

describe('apiKeyVerifier', () => {
  const verifier = apiKeyVerifier([
    { role: 'reader', key: 'reader-key-0123456789' },
    { role: 'operator', key: 'operator-key-0123456789' },
  ]);

  it('knows each key and its role', () => {
    assert.equal(verifier.verify('reader-key-0123456789')?.role, 'reader');
    assert.equal(verifier.verify('operator-key-0123456789')?.role, 'operator');
  });

  it('knows no other, however near', () => {
    for (const wrong of [
      '',
      'reader-key-012345678',
      'reader-key-01234567890',
      'READER-KEY-0123456789',
      '__proto__',
    ]) {
      assert.equal(verifier.verify(wrong), null, wrong);
    }
  });

  it('tells callers apart without showing a key', () => {
    const ids = ['reader-key-0123456789', 'operator-key-0123456789'].map(
      (key) => verifier.verify(key)?.id ?? '',
    );
    assert.notEqual(ids[0], ids[1]);
    assert.ok(ids.every((id) => /^key-[0-9a-f]{12}$/.test(id)));
    assert.ok(!inspect(verifier, { depth: 9, showHidden: true }).includes('reader-key'));
  });
});
