import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../pipeline/config/package-root.ts';
import { parseSpec } from '../../../pipeline/engine/spec.ts';

describe('docs/spec.md', () => {
  it('shows every field with the default that it has', () => {
    const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'spec.md'), 'utf8');
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const shown = parseSpec(example);
    assert.deepEqual(shown, parseSpec({}));
    const fields = (value: unknown): number =>
      typeof value === 'object' && value !== null && Object.keys(value).length > 0
        ? Object.values(value).reduce<number>((sum, one) => sum + fields(one), 0)
        : 1;
    assert.equal(example.split('\n').filter((line) => /^\s*\w+: *[^\s#]/.test(line)).length, fields(shown));
  });
});
