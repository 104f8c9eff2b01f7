import assert from 'node:assert/strict';
import { EventStreamParser, type StreamEvent } from '../../../../../pipeline/cli/http/event-stream.ts';

const STREAM =
  '\uFEFF: still here\n\nid: 7\nevent: stage\ndata: {"a":1}\n\ndata:one\r\ndata: two\r\n\r\nretry: 2000\rdata\r\rdata: 訓練\n\nid: 9\n\n';
const EVENTS: StreamEvent[] = [
  { id: '7', event: 'stage', data: '{"a":1}' },
  { id: '7', event: 'message', data: 'one\ntwo' },
  { id: '7', event: 'message', data: '' },
  { id: '7', event: 'message', data: '訓練' },
];

describe('event stream', () => {
  it('is taken apart as the standard says', () => {
    assert.deepEqual(new EventStreamParser().feed(STREAM), EVENTS);
  });

  it('gives the same events however it is cut', () => {
    for (let size = 1; size <= 7; size++) {
      const parser = new EventStreamParser();
      const events: StreamEvent[] = [];
      for (let at = 0; at < STREAM.length; at += size)
        events.push(...parser.feed(STREAM.slice(at, at + size)));
      assert.deepEqual(events, EVENTS, `pieces of ${size}`);
    }
  });

  it('keeps an event back until it is whole, and ignores an id with NUL', () => {
    const parser = new EventStreamParser();
    assert.deepEqual(parser.feed('id: 1\0\ndata: a\n'), []);
    assert.deepEqual(parser.feed('\n'), [{ id: '', event: 'message', data: 'a' }]);
  });
});
