import assert from 'node:assert/strict';
import { Outcomes } from '../../../../pipeline/threads/outcomes.ts';

describe('outcomes', () => {
  it('come out in their order, whatever the order they came in', async () => {
    const outcomes = new Outcomes<string>(3);
    outcomes.settle(2, 'c');
    await outcomes.follow(0, Promise.resolve('a'));
    assert.equal(outcomes.open, true);
    setTimeout(() => outcomes.settle(1, 'b'), 5);
    const seen: string[] = [];
    for await (const one of outcomes.inOrder()) seen.push(one);
    assert.deepEqual([seen.join(''), outcomes.open], ['abc', false]);
  });

  it('end with the first that failed, after those before it', async () => {
    const outcomes = new Outcomes<string>(3);
    outcomes.fail(1, new Error('second'));
    outcomes.settle(0, 'a');
    outcomes.failAll(new Error('all'));
    const seen: string[] = [];
    const reading = (async () => {
      for await (const one of outcomes.inOrder()) seen.push(one);
    })();
    await assert.rejects(reading, /second/);
    assert.deepEqual(seen, ['a']);
  });
});
