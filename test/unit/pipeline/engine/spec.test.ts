import assert from 'node:assert/strict';
import { problemOf, TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { parseSpec } from '../../../../pipeline/engine/spec.ts';

function faultsOf(source: unknown) {
  try {
    parseSpec(source);
  } catch (error) {
    assert.ok(error instanceof TouchstoneError);
    return { code: error.code, items: problemOf(error, 'en').errors };
  }
  assert.fail('the spec was accepted');
}

describe('parseSpec', () => {
  it('needs nothing: the empty spec is whole', () => {
    const spec = parseSpec({});
    assert.equal(spec.base, 'auto');
    assert.equal(spec.train.epochs, 'auto');
    assert.equal(spec.gate.better_than_base.p, 0.05);
    assert.deepEqual(parseSpec(''), spec);
    assert.deepEqual(parseSpec(undefined), spec);
  });

  it('reads YAML and JSON text', () => {
    assert.equal(parseSpec('train:\n  epochs: 2\n').train.epochs, 2);
    assert.equal(parseSpec('{"train":{"epochs":2}}').train.epochs, 2);
  });

  it('suggests the near field for an unknown one, at any depth', () => {
    const { code, items } = faultsOf({ trian: {}, train: { lerning_rate: 1 } });
    assert.equal(code, 'SPEC_INVALID');
    assert.deepEqual(items.map((item) => [item.code, item.field, /"(\w+)"/.exec(item.advice)?.[1]]).sort(), [
      ['SPEC_UNKNOWN_FIELD', 'train.lerning_rate', 'learning_rate'],
      ['SPEC_UNKNOWN_FIELD', 'trian', 'train'],
    ]);
  });

  it('says what was found and expected for a value out of range', () => {
    const { items } = faultsOf({ train: { epochs: -1 }, split: { seed: 1.5 } });
    assert.deepEqual(
      items.map((item) => [item.field, item.found]),
      [
        ['split.seed', '1.5'],
        ['train.epochs', '-1'],
      ],
    );
    assert.match(items[1]!.expected ?? '', /auto.*>0/);
  });

  it('names the line where text is not YAML', () => {
    const { code, items } = faultsOf('train:\n  epochs: [1\nsplit: {}\n');
    assert.equal(code, 'SPEC_UNREADABLE');
    assert.ok((items[0]!.line ?? 0) >= 2);
  });

  it('refuses documents that are not a mapping, are huge, or bomb with aliases', () => {
    assert.equal(faultsOf('- a\n- b\n').code, 'SPEC_INVALID');
    assert.equal(faultsOf('x'.repeat(300_000)).code, 'SPEC_UNREADABLE');
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n`;
    assert.equal(faultsOf(bomb).code, 'SPEC_UNREADABLE');
  });

  it('leaves Object.prototype alone', () => {
    faultsOf('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
