/** Something to be drawn: `draw` in [0, 1) follows from its content and the seed alone. */
export interface Candidate {
  readonly label: number;
  readonly draw: number;
}

export interface StratifyOptions {
  /** Share to draw, in [0, 1). */
  readonly fraction: number;
  /** Draw at least this many of each label, where it has that many and one more. */
  readonly least: 0 | 1;
}

/** How far a label's share may lie from the fraction: this part of what is expected, and never less than one. */
const SLACK = 0.2;

/**
 * Draws a share of the candidates of each label; returns the indices drawn, in ascending order.
 *
 * A candidate is drawn when its `draw` lies below `fraction`, so that who is drawn follows from content alone and a
 * record added later moves no other. Chance alone would leave some labels with far too few or too many; where a
 * label's count lies outside fraction × n ± max(1, 20 %), the candidates nearest the threshold are moved until it lies
 * inside. So the stratification has a bound, and only labels at that bound ever move a record when others are added.
 * Of every label one candidate at least is left undrawn.
 */
export function stratify(candidates: readonly Candidate[], { fraction, least }: StratifyOptions): number[] {
  const byLabel = new Map<number, number[]>();
  for (const [index, { label }] of candidates.entries()) {
    const group = byLabel.get(label);
    if (group) group.push(index);
    else byLabel.set(label, [index]);
  }
  const drawn: number[] = [];
  for (const group of byLabel.values()) {
    group.sort((a, b) => candidates[a]!.draw - candidates[b]!.draw || a - b);
    const below = group.filter((index) => candidates[index]!.draw < fraction).length;
    const expected = fraction * group.length;
    const slack = Math.max(1, SLACK * expected);
    const most = Math.min(group.length - 1, Math.floor(expected + slack));
    const fewest = Math.min(most, Math.max(least, Math.ceil(expected - slack)));
    drawn.push(...group.slice(0, Math.min(most, Math.max(fewest, below))));
  }
  return drawn.sort((a, b) => a - b);
}
