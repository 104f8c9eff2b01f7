import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { locateJsonFault } from '../../../../datasets/containers/json-fault.ts';

const whole = '{"a":"é\\u00e9\\n","b":[1,-2.5e3,true,false,null,{}],"c":{"d":[]}}';

describe('the place of a fault in JSON', () => {
  it('calls every beginning of a valid text cut off', () => {
    for (let end = 1; end < whole.length; end++) {
      const head = whole.slice(0, end);
      assert.throws(() => JSON.parse(head));
      assert.equal(locateJsonFault(head).truncated, true, head);
    }
  });

  for (const [text, at] of [
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ["{'a':1}", 1],
    ['{"a":01}', 6],
    ['{"a":"x\ty"}', 7],
    ['{"a":"\\x"}', 6],
    ['{"a":NaN}', 5],
    ['{"a":1}}', 7],
    ['[1 2]', 3],
  ] as const) {
    it(`finds character ${at + 1} of ${JSON.stringify(text)}`, () => {
      assert.throws(() => JSON.parse(text));
      assert.deepEqual(locateJsonFault(text), { at, truncated: false });
    });
  }
});
