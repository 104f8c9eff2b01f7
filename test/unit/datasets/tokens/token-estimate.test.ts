import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { spellingOf } from '../../../../datasets/tokens/spelling.ts';
import { estimateTokens, likelyTokens, tokenNeeds } from '../../../../datasets/tokens/token-estimate.ts';
import { LONG_COUNTED, SHORT_COUNTED, TOKENIZERS, type Tokenizer } from './counted.ts';
import { LONG_TEXTS } from './long-texts.ts';

const tokenizers = Object.entries(TOKENIZERS) as [Tokenizer, number][];
const GEMMA = TOKENIZERS['Gemma 3'];

describe('token estimate, held against what tokenizers gave', () => {
  for (const [name, vocabulary] of tokenizers) {
    it(`is near the truth in long texts, in both directions: ${name}`, () => {
      const ratios = LONG_COUNTED.texts.map(
        (text, n) => likelyTokens(text, vocabulary) / LONG_COUNTED.tokens[name][n]!,
      );
      const off = ratios.map((ratio) => Math.abs(ratio - 1)).sort((a, b) => a - b);
      assert.equal(ratios.length, LONG_TEXTS);
      assert.ok(off[Math.floor(off.length / 2)]! < 0.05, `median ${off[Math.floor(off.length / 2)]}`);
      assert.ok(off.at(-1)! < 0.13, `worst ${off.at(-1)}`);
    });

    it(`is a bound that hardly any text is over: ${name}`, () => {
      for (const { texts, tokens } of [LONG_COUNTED, SHORT_COUNTED]) {
        const over = texts.filter((text, n) => estimateTokens(text, vocabulary) < tokens[name][n]!);
        assert.ok(over.length <= 0.031 * texts.length, `${over.length}: ${over.slice(0, 10).join(' | ')}`);
      }
      const longOver = LONG_COUNTED.texts.filter(
        (text, n) => estimateTokens(text, vocabulary) < LONG_COUNTED.tokens[name][n]!,
      );
      assert.deepEqual(longOver, []);
    });
  }

  it('is no less for codes and addresses, whose letters make no words', () => {
    // Tokens of Gemma 3 and of SmolLM2.
    const seen: readonly [string, number, number][] = [
      ['1234567890', 10, 10],
      ['ＡＢＣ１２３', 6, 12],
      ['https://example.gov.tw/a?b=1', 13, 13],
      ['行政院衛生福利部', 5, 16],
      ['日本語のテキスト', 3, 15],
      ['한국어', 2, 8],
    ];
    for (const [text, gemma, smollm] of seen) {
      assert.ok(estimateTokens(text, GEMMA) >= gemma, `${text} ${estimateTokens(text, GEMMA)}`);
      assert.ok(estimateTokens(text, TOKENIZERS.SmolLM2) >= smollm - 1, text);
    }
  });
});

describe('token estimate', () => {
  it('counts characters outside the first plane once', () => {
    assert.equal(likelyTokens('𠀀𠀁', GEMMA), 2 * spellingOf(GEMMA).rareHan);
  });

  it('adds words, their letters, digits, marks and lines', () => {
    const { word, letter, digit, mark, lineFeed, han } = spellingOf(GEMMA);
    const near = (text: string, tokens: number) =>
      assert.ok(Math.abs(likelyTokens(text, GEMMA) - tokens) < 1e-9, `${text} ${likelyTokens(text, GEMMA)}`);
    near('the card', 2 * word + 5 * letter);
    near('cardLimit', 2 * word + 7 * letter);
    near('路燈', 2 * han);
    near('12\n', 2 * digit + lineFeed);
    near('a, b', 2 * word + mark);
    // A mark beside a digit stands alone.
    near('1.5', 2 * digit + 1);
    near('', 0);
    assert.equal(estimateTokens('', GEMMA), 0);
  });

  it('takes an unknown vocabulary for the dearest of its size', () => {
    for (const text of SHORT_COUNTED.texts) {
      const large = tokenizers
        .filter(([, size]) => size > 100_000)
        .map(([, size]) => likelyTokens(text, size));
      assert.ok(likelyTokens(text, 150_000) >= Math.max(...large) - 1e-9);
    }
    assert.ok(likelyTokens('字'.repeat(100), 0) > likelyTokens('字'.repeat(100), TOKENIZERS.SmolLM2));
  });

  it('takes the 99th percentile by nearest rank, and room for the chat marks', () => {
    const counts = Array.from({ length: 200 }, (_, i) => i + 1);
    assert.deepEqual(tokenNeeds(counts), { tokensP99: 198 + 16, tokensLongest: 200 + 16 });
    assert.deepEqual(tokenNeeds([7]), { tokensP99: 7 + 16, tokensLongest: 7 + 16 });
    assert.deepEqual(tokenNeeds([]), { tokensP99: 0, tokensLongest: 0 });
  });
});
