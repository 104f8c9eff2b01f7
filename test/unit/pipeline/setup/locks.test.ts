import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../../../pipeline/setup/pip.mjs';
import { LOCKS_DIRECTORY } from '../../../../pipeline/setup/places.mjs';
import { blocksOf } from '../../../../pipeline/setup/relock.mjs';

const read = (name: string) => readFileSync(join(LOCKS_DIRECTORY, name), 'utf8');
const locks = readdirSync(LOCKS_DIRECTORY).filter((name) => name.endsWith('.txt'));

describe('Python lock files', () => {
  for (const name of locks) {
    it(`${name} pins every requirement to an exact version and to the digests of its files`, () => {
      const blocks = blocksOf(read(name));
      assert.ok(blocks.length > 0);
      for (const block of blocks) {
        assert.match(block.text, /^[a-z0-9][a-z0-9.-]*==[0-9][^\s;*]*( ;| \\)/, block.name);
        assert.match(block.text, /--hash=sha256:[0-9a-f]{64}/, block.name);
        // Nothing that would fetch from elsewhere, or from a place that can change.
        assert.doesNotMatch(block.text, /@|git\+|https?:|--index-url|--find-links|-e /, block.name);
      }
    });
  }

  it('hold exactly one torch, and its build without CUDA', () => {
    const torch = (name: string) => blocksOf(read(name)).filter((block) => block.name === 'torch');
    assert.equal(torch('trainer.txt').length, 1);
    const version = /^torch==(\S+)/.exec(torch('trainer.txt')[0]!.text)![1]!;
    assert.match(
      torch('torch-cpu.txt')[0]!.text,
      new RegExp(`^torch==${version.replaceAll('.', '\\.')}\\+cpu `),
    );
  });

  it('keep the CUDA libraries apart from what every machine needs', () => {
    const isCuda = (name: string) => /^(nvidia-|cuda-|triton$)/.test(name);
    assert.ok(![...namesIn(read('trainer.txt'))].some((name) => isCuda(name!)));
    assert.ok([...namesIn(read('cuda.txt'))].every((name) => isCuda(name!)));
  });

  it('list no package twice between trainer and dev', () => {
    const trainer = namesIn(read('trainer.txt'));
    for (const name of namesIn(read('dev.txt'))) assert.ok(!trainer.has(name), name);
  });
});
