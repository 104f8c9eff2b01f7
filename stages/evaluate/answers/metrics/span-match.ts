import type { Span } from '../../../../datasets/tasks/spans.ts';

/**
 * How many of the spans given are among those wanted, each counted once: same type and text, and same place where both
 * have one. Equal spans that are wanted twice may be given twice.
 */
export function exactMatches(wanted: readonly Span[], given: readonly Span[]): number {
  return matches(wanted, given, (a, b) => a.text === b.text && placesAgree(a, b));
}

/**
 * The same where an overlap suffices: places that intersect where both have one, else places of the texts in `source`
 * that do, else one text that holds the other. The greatest number of pairs there is.
 */
export function overlapMatches(wanted: readonly Span[], given: readonly Span[], source: string): number {
  return matches(wanted, given, (a, b) => overlap(a, b, source));
}

function placesAgree(a: Span, b: Span): boolean {
  if (a.place === null || b.place === null) return true;
  return a.place.start === b.place.start && a.place.end === b.place.end;
}

function overlap(a: Span, b: Span, source: string): boolean {
  const [ours, theirs] = [placesOf(a, source), placesOf(b, source)];
  if (ours.length === 0 || theirs.length === 0) return a.text.includes(b.text) || b.text.includes(a.text);
  return ours.some((one) => theirs.some((other) => one.start < other.end && other.start < one.end));
}

/** Most places of a short text that are looked at. */
const MOST_PLACES = 50;

function placesOf({ place, text }: Span, source: string): { start: number; end: number }[] {
  if (place !== null) return [place];
  const places: { start: number; end: number }[] = [];
  for (
    let at = source.indexOf(text);
    at >= 0 && places.length < MOST_PLACES;
    at = source.indexOf(text, at + 1)
  ) {
    places.push({ start: at, end: at + text.length });
  }
  return places;
}

/** Greatest number of pairs of one type that fit, each span in one pair at most (Kuhn's augmenting paths). */
function matches(
  wanted: readonly Span[],
  given: readonly Span[],
  fits: (a: Span, b: Span) => boolean,
): number {
  const partner = new Int32Array(given.length).fill(-1);
  const seek = (from: number, seen: Uint8Array): boolean =>
    given.some((span, at) => {
      const one = wanted[from]!;
      if (seen[at] === 1 || span.type !== one.type || !fits(one, span)) return false;
      seen[at] = 1;
      if (partner[at] !== -1 && !seek(partner[at]!, seen)) return false;
      partner[at] = from;
      return true;
    });
  let pairs = 0;
  for (let from = 0; from < wanted.length; from++) if (seek(from, new Uint8Array(given.length))) pairs += 1;
  return pairs;
}
