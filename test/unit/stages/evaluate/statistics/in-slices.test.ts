import assert from 'node:assert/strict';
import { inSlices, type Sliced } from '../../../../../stages/evaluate/statistics/in-slices.ts';

function* busyFor(milliseconds: number): Sliced<string> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) yield;
  return 'done';
}

describe('computation in slices', () => {
  it('gives the result, and others their turn meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    assert.equal(await inSlices(busyFor(120), new AbortController().signal), 'done');
    clearInterval(timer);
    assert.ok(turns >= 3, String(turns));
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 10);
    await assert.rejects(inSlices(busyFor(60_000), stop.signal), /enough/);
  });
});
