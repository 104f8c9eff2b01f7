import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonList } from '../../../../../pipeline/cli/terminal/json-list.ts';

describe('a list that is written as it comes', () => {
  it('makes one line of JSON, whether it holds anything or not', async () => {
    for (const items of [[], [{ a: 1 }], ['一', { b: [2] }, null]]) {
      let text = '';
      const list = new JsonList({ write: (part) => (text += part) }, 'items');
      for (const item of items) await list.add(item);
      list.end({ count: items.length });
      assert.deepEqual(JSON.parse(text), { items, count: items.length });
      assert.match(text, /^[^\n]*\n$/);
    }
  });

  it('waits for whoever reads', async () => {
    const pipe = new PassThrough({ highWaterMark: 10 });
    const list = new JsonList(pipe, 'items');
    const written = list.add('x'.repeat(100));
    const first = await Promise.race([written.then(() => 'written'), sleep(20, 'waits')]);
    pipe.resume();
    await written;
    assert.equal(first, 'waits');
  });
});
