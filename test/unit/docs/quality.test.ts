import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../pipeline/config/package-root.ts';
import { RULES } from '../../../pipeline/contracts/quality-rules.ts';

describe('docs/quality.md', () => {
  it('lists every rule with its choices, in the order in which records meet them', () => {
    const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'quality.md'), 'utf8');
    const rows = page.matchAll(/^\| `(\w+)` *\| ([\w, ]+?) *\|/gm);
    assert.deepEqual(
      [...rows].map(([, rule, choices]) => [rule, choices]),
      Object.entries(RULES).map(([rule, { actions }]) => [rule, actions.join(', ')]),
    );
  });
});
