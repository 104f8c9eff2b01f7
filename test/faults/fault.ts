/** What became of one fault, tried so often. */
export interface FaultFigure {
  readonly fault: string;
  readonly tries: number;
  /** In words, with the numbers that were asked for. */
  readonly asked: string;
  readonly measured: string;
  readonly held: boolean;
}

/** Tries that go side by side. */
export interface Tries {
  readonly tries: number;
  readonly lanes: number;
}

/** Shares tries out among lanes, each of which does one after the other. */
export async function inLanes(
  { tries, lanes }: Tries,
  lane: (next: () => boolean, number: number) => Promise<void>,
): Promise<void> {
  let left = tries;
  const next = (): boolean => left-- > 0;
  await Promise.all(Array.from({ length: Math.min(lanes, tries) }, (_, number) => lane(next, number)));
}

/** The value that a share of all do not exceed; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Times as the table shows them. */
export function timesOf(seconds: readonly number[]): string {
  const of = (share: number) => quantile(seconds, share).toFixed(1);
  return `median ${of(0.5)} s, 95 % ${of(0.95)} s, longest ${of(1)} s`;
}
