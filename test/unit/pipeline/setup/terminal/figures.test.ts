import assert from 'node:assert/strict';
import { bar, byteSize, duration } from '../../../../../pipeline/setup/terminal/figures.mjs';

describe('figures for people', () => {
  it('writes durations', () => {
    assert.equal(duration(0.42), '0.4 s');
    assert.equal(duration(9.96), '10 s');
    assert.equal(duration(59.4), '59 s');
    assert.equal(duration(59.6), '1:00');
    assert.equal(duration(185), '3:05');
    assert.equal(duration(3723), '1:02:03');
  });

  it('writes sizes with decimal units', () => {
    assert.equal(byteSize(1), '1 kB');
    assert.equal(byteSize(340e6), '340 MB');
    assert.equal(byteSize(2.44e9), '2.4 GB');
  });

  it('draws a bar of a fixed width, whatever the fraction', () => {
    assert.equal(bar(0, 4), '░░░░');
    assert.equal(bar(0.5, 4), '██░░');
    assert.equal(bar(0.53, 4), '██▏░');
    assert.equal(bar(2, 4), '████');
    assert.equal(bar(-1, 4), '░░░░');
  });
});
