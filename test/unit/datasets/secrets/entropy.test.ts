import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { characterClasses, entropy } from '../../../../datasets/secrets/entropy.ts';
import { isStandIn } from '../../../../datasets/secrets/stand-in.ts';

describe('how random a value looks', () => {
  it('is told in bits per character', () => {
    assert.equal(entropy('aaaa'), 0);
    assert.equal(entropy('abab'), 1);
    assert.equal(entropy('0123456789abcdef'), 4);
  });

  it('counts sorts of characters', () => {
    assert.equal(characterClasses('abc'), 1);
    assert.equal(characterClasses('aB3!'), 4);
  });

  it('knows what stands in for a secret', () => {
    for (const value of [
      'your-api-key',
      '<password>',
      '********',
      'changeme',
      'YOUR_SECRET_HERE',
      '%s',
      '{{ key }}',
      'xxxxxxxx',
    ]) {
      assert.ok(isStandIn(value), value);
    }
    for (const value of ['k7R!taipei99', 'hunter2', 'S3cr3t!pw', '9f86d081884c7d65'])
      assert.ok(!isStandIn(value), value);
  });
});
