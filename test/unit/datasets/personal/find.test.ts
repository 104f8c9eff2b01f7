import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PERSONAL_KINDS } from '../../../../datasets/personal/kinds.ts';
import { drawFrom } from './draw.ts';
import { legalText } from './legal-texts.ts';
import { nearMissOf } from './near-misses.ts';
import { type Labelled, positivesOf } from './positives.ts';
import { examined, scoreOf } from './truth.ts';

const POSITIVES = 120;
const NEAR_MISSES = 300;
const LEGAL_TEXTS = 300;
/** Share of values and findings that the issue asks to be right. */
const ASKED = 0.97;

const nothingIn = (text: string): Labelled => ({ text, truth: [] });

describe('finding personal data', () => {
  const draw = drawFrom(20_240_501);
  const legal = examined(Array.from({ length: LEGAL_TEXTS }, () => nothingIn(legalText(draw))));
  const nearMisses = new Map(
    PERSONAL_KINDS.map((kind) => [
      kind,
      examined(Array.from({ length: NEAR_MISSES }, () => nothingIn(nearMissOf(draw, kind)))),
    ]),
  );
  const positives = examined(PERSONAL_KINDS.flatMap((kind) => positivesOf(draw, kind, POSITIVES)));

  for (const kind of PERSONAL_KINDS) {
    it(`finds every ${kind}, and nothing that only looks like one`, () => {
      const { truth, recall, precision, exact, faults } = scoreOf(kind, [
        ...positives,
        ...nearMisses.get(kind)!,
        ...legal,
      ]);
      assert.ok(truth >= POSITIVES);
      const told = `recall ${recall}, precision ${precision}, exact ${exact}\n${faults.slice(0, 20).join('\n')}`;
      assert.ok(recall >= ASKED && precision >= ASKED && exact >= ASKED, told);
    });
  }

  it('finds no other kind either in what looks like one of them', () => {
    const all = [...legal, ...[...nearMisses.values()].flat()];
    const wrong = all.flatMap(({ text, found }) =>
      found.map((span) => `${span.kind} ${span.text} in ${text}`),
    );
    assert.ok(wrong.length <= all.length * (1 - ASKED), wrong.join('\n'));
  });
});
