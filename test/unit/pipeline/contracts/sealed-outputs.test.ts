import assert from 'node:assert/strict';
import { SEALED_OUTPUTS } from '../../../../pipeline/contracts/stage.ts';
import { STAGES } from '../../../../stages/registry.ts';

describe('sealed outputs', () => {
  it('are exactly those that stages declare as such, so that none is handed out by mistake', () => {
    const declared = Object.values(STAGES).flatMap(({ outputs }) =>
      Object.entries(outputs).flatMap(([name, kind]) => (kind === 'sealed' ? [name] : [])),
    );
    assert.deepEqual(new Set(declared), SEALED_OUTPUTS);
    const open = Object.values(STAGES).flatMap(({ outputs }) =>
      Object.entries(outputs).flatMap(([name, kind]) => (kind === 'sealed' ? [] : [name])),
    );
    assert.deepEqual(
      open.filter((name) => SEALED_OUTPUTS.has(name)),
      [],
    );
  });
});
