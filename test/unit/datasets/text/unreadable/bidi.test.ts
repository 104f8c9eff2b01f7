import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectBidiOverride } from '../../../../../datasets/text/unreadable/bidi.ts';
import { random } from '../../reading.ts';
import { ENGLISH, PETITIONS } from '../corpus.ts';
import { assertDetects } from '../truth.ts';

const RIGHT_TO_LEFT = ['שלום עולם', 'مرحبا بالعالم', 'הצעת חוק מספר 12', 'العقد رقم ٣'];

describe('characters that turn the direction of a text', () => {
  const next = random(41);
  const insert = (text: string, characters: readonly string[]) => {
    const at = Math.floor(next() * text.length);
    return text.slice(0, at) + characters[Math.floor(next() * characters.length)]! + text.slice(at);
  };

  it('are told from the directions that Hebrew and Arabic need, and from harmless marks', () => {
    const isolated = RIGHT_TO_LEFT.flatMap((text) => [
      `\u2067${text}\u2069`,
      `他說 \u202b${text}\u202c。`,
      text,
    ]);
    assertDetects(detectBidiOverride, {
      positives: [
        ...PETITIONS.slice(0, 40).map((text) =>
          insert(text, ['\u202e', '\u202d', '\u2067', '\u202b', '\u2066']),
        ),
        ...RIGHT_TO_LEFT.flatMap((text) => [`\u202e${text}\u202c`, `abc\u202d${text}`]),
        ...ENGLISH.map((text) => insert(text, ['\u202e', '\u2068'])),
      ],
      nearMisses: [
        ...PETITIONS,
        ...ENGLISH,
        ...isolated,
        ...PETITIONS.slice(0, 50).map((text) => insert(text, ['\u200e', '\u200f', '\u200b'])),
      ],
    });
  });

  it('come with their number and place', () => {
    assert.deepEqual(detectBidiOverride('帳號\u202e321\u202c與\u2066x\u2069'), {
      count: 2,
      at: 2,
      override: true,
    });
    assert.deepEqual(detectBidiOverride('\u2066x\u2069'), { count: 1, at: 0, override: false });
  });
});
