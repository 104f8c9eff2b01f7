import assert from 'node:assert/strict';

/** Texts whose answer is known: `positives` have the fault, `nearMisses` look like it and have not. */
export interface TruthSet {
  readonly positives: readonly string[];
  readonly nearMisses: readonly string[];
}

const POSITIVES = 50;
const NEAR_MISSES = 500;
const BAR = 0.97;

/** Holds a detector against a truth set: recall and precision of 0.97 at least, on enough texts of both kinds. */
export function assertDetects(detect: (text: string) => unknown, { positives, nearMisses }: TruthSet): void {
  assert.ok(positives.length >= POSITIVES, `${positives.length} positives`);
  assert.ok(nearMisses.length >= NEAR_MISSES, `${nearMisses.length} near misses`);
  const missed = positives.filter((text) => detect(text) === null);
  const wrong = nearMisses.filter((text) => detect(text) !== null);
  const found = positives.length - missed.length;
  assert.ok(found / positives.length >= BAR, `recall ${found} of ${positives.length}: ${shown(missed)}`);
  assert.ok(
    found / (found + wrong.length) >= BAR,
    `precision ${found} of ${found + wrong.length}: ${shown(wrong)}`,
  );
}

function shown(texts: readonly string[]): string {
  return texts
    .slice(0, 5)
    .map((text) => JSON.stringify(text.slice(0, 80)))
    .join(', ');
}
