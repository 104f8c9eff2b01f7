import assert from 'node:assert/strict';
import { render } from 'preact-render-to-string';
import { MatrixOverview } from '../../../../reports/charts/matrix-overview.tsx';

const drawn = (matrix: readonly (readonly number[])[]) =>
  render(MatrixOverview({ id: 'x', matrix, title: 't', description: 'd' }));

describe('overview of a confusion matrix', () => {
  it('draws neighbours of one shade as one box, and nothing where there is nothing', () => {
    const html = drawn([
      [8, 1, 1],
      [0, 0, 0],
      [0, 9, 1],
    ]);
    assert.deepEqual(
      [...html.matchAll(/class="(\w+-shade-\d)" d="([^"]*)"/g)].map(([, key, path]) => [key, path]),
      [
        ['right-shade-3', 'M0 0h1v1h-1z'],
        ['wrong-shade-1', 'M1 0h2v1h-2z'],
        ['wrong-shade-3', 'M1 2h1v1h-1z'],
        ['right-shade-1', 'M2 2h1v1h-1z'],
      ],
    );
  });

  it('stays small where every pair occurs, and where every second does', () => {
    const of = (count: (t: number, a: number) => number) =>
      drawn(Array.from({ length: 100 }, (_, t) => Array.from({ length: 100 }, (_, a) => count(t, a)))).length;
    assert.ok(of((t, a) => (t === a ? 800 : 2)) < 6000);
    assert.ok(of((t, a) => (t === a ? 800 : (t + a) % 2)) < 90_000);
  });
});
