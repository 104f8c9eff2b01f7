import assert from 'node:assert/strict';
import { newId } from '../../../../pipeline/config/ids.ts';

describe('ids', () => {
  it('sort by age, those of one millisecond too', () => {
    const made = [1_700_000_000_000, 1_700_000_000_001].flatMap((now) =>
      Array.from({ length: 5000 }, () => newId('run', now)),
    );
    assert.deepEqual([...made].sort(), made);
    assert.equal(new Set(made).size, made.length);
    for (const id of made) assert.match(id, /^run_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it('of other moments have nothing in common but their beginning', () => {
    const [one, other] = [newId('dec', 1_700_000_000_000), newId('dec', 1_700_000_000_002)];
    assert.equal(one.slice(0, 12), other.slice(0, 12));
    assert.notEqual(one.slice(14), other.slice(14));
  });
});
