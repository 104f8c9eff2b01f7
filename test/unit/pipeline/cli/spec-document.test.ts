import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specFrom } from '../../../../pipeline/cli/spec-document.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

describe('the spec that the options ask for', () => {
  let directory: string;
  const file = (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-spec-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is empty where nothing is asked for', async () => {
    assert.deepEqual(await specFrom({ set: [] }), {});
    assert.deepEqual(await specFrom({ set: [], spec: file('empty.yaml', '# nothing\n') }), {});
  });

  it('is the file, then --task and --base, then --set', async () => {
    const spec = file('touchstone.yaml', 'base: a\ntrain:\n  epochs: 3\n  seed: 7\n');
    assert.deepEqual(await specFrom({ spec, task: 'classification', base: 'b', set: ['train.epochs=1'] }), {
      base: 'b',
      train: { epochs: 1, seed: 7 },
      task: { kind: 'classification' },
    });
  });

  it('reads JSON as well', async () => {
    assert.deepEqual(await specFrom({ spec: file('s.json', '{"train":{"epochs":2}}'), set: [] }), {
      train: { epochs: 2 },
    });
  });

  it('names file and line of what it cannot read', async () => {
    const spec = file('bad.yaml', 'train:\n  epochs: [1\nbase: x\n');
    await assert.rejects(specFrom({ spec, set: [] }), (error) => {
      assert.ok(error instanceof TouchstoneError);
      assert.equal(error.code, 'SPEC_UNREADABLE');
      assert.equal(error.place.file, 'bad.yaml');
      assert.ok((error.place.line ?? 0) >= 2);
      return true;
    });
  });

  it('refuses a document that is a list or a text', async () => {
    for (const text of ['- a\n- b\n', 'just words\n']) {
      await assert.rejects(
        specFrom({ spec: file('bad.yaml', text), set: [] }),
        (error) => error instanceof TouchstoneError && error.code === 'SPEC_UNREADABLE',
      );
    }
  });

  it('says when the file is not there', async () => {
    await assert.rejects(
      specFrom({ spec: join(directory, 'none.yaml'), set: [] }),
      (error) => error instanceof TouchstoneError && error.code === 'CLI_FILE_MISSING',
    );
  });
});
