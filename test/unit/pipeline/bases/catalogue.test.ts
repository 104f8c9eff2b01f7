import assert from 'node:assert/strict';
import { readCatalogue } from '../../../../pipeline/bases/catalogue.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

describe('the catalogue of base models', () => {
  const catalogue = readCatalogue();

  it('has an entry for every family that users ask for', () => {
    const families = new Set(catalogue.entries.map((entry) => entry.family));
    for (const family of ['TAIDE', 'Llama', 'Phi', 'Mistral', 'Gemma 3', 'SmolLM2'])
      assert.ok(families.has(family), family);
  });

  it('has unique ids, and a chat format for each', () => {
    const ids = catalogue.entries.map((entry) => entry.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const entry of catalogue.entries)
      assert.ok(catalogue.chatFormat(entry).turns.user.prefix.length > 0, entry.id);
  });

  it('suggests the near id for an unknown one', () => {
    assert.throws(
      () => catalogue.entry('gema3-270m'),
      (error) =>
        error instanceof TouchstoneError &&
        error.code === 'BASE_UNKNOWN' &&
        error.params.suggestion === 'gemma3-270m',
    );
  });
});
