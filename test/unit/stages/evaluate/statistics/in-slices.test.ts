import assert from 'node:assert/strict';
import { inSlices, type Sliced } from '../../../../../stages/evaluate/statistics/in-slices.ts';

function* busyUntil(isOver: () => boolean): Sliced<string> {
  while (!isOver()) yield;
  return 'done';
}

describe('computation in slices', () => {
  it('gives the result, and others their turn meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const computation = busyUntil(() => turns === 3);
    assert.equal(await inSlices(computation, new AbortController().signal), 'done');
    clearInterval(timer);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 10);
    await assert.rejects(
      inSlices(
        busyUntil(() => false),
        stop.signal,
      ),
      /enough/,
    );
  });
});
