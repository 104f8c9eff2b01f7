import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../../../pipeline/setup/pip.mjs';
import { LOCKS_DIRECTORY } from '../../../../pipeline/setup/places.mjs';
import { blocksOf, withExtraHashes } from '../../../../pipeline/setup/relock.mjs';

const read = (name: string) => readFileSync(join(LOCKS_DIRECTORY, name), 'utf8');
const locks = readdirSync(LOCKS_DIRECTORY).filter((name) => /^(?!extra-).*\.txt$/.test(name));

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

  it('hold exactly one torch, whose CPU build counts as the same', () => {
    const torch = blocksOf(read('trainer.txt')).filter((block) => block.name === 'torch');
    assert.equal(torch.length, 1);
    assert.match(torch[0]!.text, /^torch==2\.13\.0 /);
    const extra = /^([0-9a-f]{64}) {2}torch-2\.13\.0\+cpu/m.exec(read('extra-hashes.txt'))![1]!;
    assert.ok(torch[0]!.text.includes(extra));
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

  it('add the digests of other builds of the locked version only', () => {
    const block = { name: 'torch', text: 'torch==2.13.0 \\\n    --hash=sha256:0000' };
    const extra = [
      `${'a'.repeat(64)}  torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl`,
      `${'b'.repeat(64)}  torch-2.12.0+cpu-cp311-cp311-linux_x86_64.whl`,
      `${'c'.repeat(64)}  torchvision-2.13.0+cpu-cp311-cp311-linux_x86_64.whl`,
    ].join('\n');
    const { text } = withExtraHashes(block, extra);
    assert.equal(text, `torch==2.13.0 \\\n    --hash=sha256:${'a'.repeat(64)} \\\n    --hash=sha256:0000`);
  });
});
