import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../pipeline/config/package-root.ts';
import { SCORE_PARTS } from '../../../pipeline/contracts/score-card.ts';

describe('docs/score-card.md', () => {
  it('lists every part with its formula, in order', () => {
    const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'score-card.md'), 'utf8');
    const rows = [...page.matchAll(/^\| (\w+) \| (100 .+?) \|/gm)].map(([, part, formula]) => [
      part,
      formula,
    ]);
    assert.deepEqual(
      rows,
      Object.entries(SCORE_PARTS).map(([part, { formula }]) => [part, formula.en]),
    );
  });
});
