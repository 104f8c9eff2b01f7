import assert from 'node:assert/strict';
import { canonicalJson } from '../../../../pipeline/engine/canonical-json.ts';

describe('canonicalJson', () => {
  it('spells equal values alike, whatever the order of their keys', () => {
    assert.equal(
      canonicalJson({ b: [1, { d: null, c: 'é' }], a: true }),
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
    assert.equal(canonicalJson({ a: true, b: 1 }), canonicalJson({ b: 1, a: true }));
  });

  it('tells values apart that a joined string would confuse', () => {
    assert.notEqual(canonicalJson({ a: 'x', b: 'y' }), canonicalJson({ a: 'x","b":"y' }));
    assert.notEqual(canonicalJson({ a: 1 }), canonicalJson({ a: '1' }));
    assert.notEqual(canonicalJson({ a: null }), canonicalJson({}));
  });

  it('leaves out members that are undefined, as JSON does', () => {
    assert.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}');
  });

  it('refuses what JSON cannot hold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n, Symbol('x')]) {
      assert.throws(() => canonicalJson({ value }), TypeError);
    }
  });
});
