import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PERSONAL_KINDS } from '../../../../datasets/personal/kinds.ts';
import { drawFrom } from './draw.ts';
import { legalText } from './legal-texts.ts';
import { nearMissOf } from './near-misses.ts';
import { examined, nothingIn } from './truth.ts';

/** Share of texts without personal data in which any is found, at most. */
const WRONG = 0.03;

describe('finding personal data', () => {
  it('finds no other kind either in what looks like one of them', () => {
    const draw = drawFrom(20_240_501);
    const legal = Array.from({ length: 300 }, () => legalText(draw));
    const nearMisses = PERSONAL_KINDS.flatMap((kind) =>
      Array.from({ length: 300 }, () => nearMissOf(draw, kind)),
    );
    const texts = examined([...legal, ...nearMisses].map(nothingIn));
    const wrong = texts.flatMap(({ text, found }) =>
      found.map((span) => `${span.kind} ${span.text} in ${text}`),
    );
    assert.ok(wrong.length <= texts.length * WRONG, wrong.join('\n'));
  });
});
