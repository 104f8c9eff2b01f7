import assert from 'node:assert/strict';
import { namesIn, PipProgress } from '../../../../pipeline/setup/pip.mjs';
import { sayIn } from '../../../../pipeline/setup/texts/speak.mjs';

describe("pip's progress", () => {
  it('counts a package with several entries once', () => {
    const lock =
      "numpy==2.2.6 ; python_full_version < '3.11' \\\n    --hash=sha256:a\nnumpy==2.4.6 \\\ntorch==2.13.0 \\\n";
    assert.deepEqual([...namesIn(lock)], ['numpy', 'torch']);
  });

  it('rises with packages and with the bytes of the present one', () => {
    const progress = new PipProgress(4, sayIn('en'));
    assert.deepEqual(progress.read('Collecting numpy==2.4.6 (from -r trainer.txt (line 5))'), {
      fraction: 0,
      doing: 'numpy',
    });
    assert.equal(progress.read('Requirement already satisfied: pip==26.3 in ./lib')?.fraction, 0.25);
    progress.read('Collecting torch==2.13.0 (from -r trainer.txt (line 9))');
    assert.deepEqual(progress.read('Progress 100000000 of 200000000'), {
      fraction: 0.625,
      doing: 'torch 100 MB of 200 MB',
    });
  });

  it('notices when fetching ends and the environment is changed', () => {
    const progress = new PipProgress(1, sayIn('zh-TW'));
    progress.read('Collecting numpy==2.4.6');
    assert.equal(progress.installing, false);
    assert.deepEqual(progress.read('Installing collected packages: numpy'), {
      fraction: null,
      doing: '解壓縮並安裝',
    });
    assert.equal(progress.installing, true);
  });

  it('says when the connection broke, and nothing for other lines', () => {
    const progress = new PipProgress(1, sayIn('en'));
    const retry = 'WARNING: Retrying (Retry(total=4)) after connection broken';
    assert.equal(progress.read(retry)?.doing, 'the connection broke, trying again');
    assert.equal(progress.read('Looking in indexes: https://example.org/simple'), null);
  });
});
