import assert from 'node:assert/strict';
import { estimateTokens, tokenNeeds } from '../../../../datasets/tokens/token-estimate.ts';

const GEMMA = 262_144;
const SMOLLM = 49_152;

describe('token estimate', () => {
  it('is at least what tokenizers were seen to give', () => {
    // Text, tokens of Gemma 3 and of SmolLM2.
    const seen: readonly [string, number, number][] = [
      ['1234567890', 10, 10],
      ['ＡＢＣ１２３', 6, 12],
      ['（一）、', 3, 4],
      ['ABCDEFGH', 3, 3],
      ['https://example.gov.tw/a?b=1', 13, 13],
      ['行政院衛生福利部', 5, 16],
      ['日本語のテキスト', 3, 15],
      ['한국어', 2, 8],
    ];
    for (const [text, gemma, smollm] of seen) {
      // Single letters between marks come out a little low in the one, never far.
      assert.ok(estimateTokens(text, GEMMA) >= gemma - 1, `${text} ${estimateTokens(text, GEMMA)}`);
      assert.ok(estimateTokens(text, SMOLLM) >= smollm - 1, `${text} ${estimateTokens(text, SMOLLM)}`);
    }
  });

  it('counts characters outside the first plane once', () => assert.equal(estimateTokens('𠀀𠀁', GEMMA), 2));

  it('takes the 99th percentile by nearest rank, and room for the chat marks', () => {
    const counts = Array.from({ length: 200 }, (_, i) => i + 1);
    assert.deepEqual(tokenNeeds(counts), { tokensP99: 198 + 16, tokensLongest: 200 + 16 });
    assert.deepEqual(tokenNeeds([7]), { tokensP99: 7 + 16, tokensLongest: 7 + 16 });
    assert.deepEqual(tokenNeeds([]), { tokensP99: 0, tokensLongest: 0 });
  });
});
