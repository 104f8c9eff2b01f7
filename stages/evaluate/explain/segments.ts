/** Parts that a text is divided into at most: each is one more answer of the model. */
export const MOST_SEGMENTS = 10;

/** Fewer clauses than this say too little; then words are taken. */
const FEW_CLAUSES = 4;

const CLAUSE = /[^，。；！？：、\n,.;!?:]*[，。；！？：、\n,.;!?:]+\s*|[^，。；！？：、\n,.;!?:]+$/gu;
/** A mark between letters or digits ends nothing: 3.5, a.b, 10:30. */
const INNER = /[\p{L}\p{N}]$/u;

/**
 * A text in at most ten parts that together are the text: clauses, or words where there are few clauses. Neighbours are put
 * together, the shortest pair first, until they are few enough.
 */
export function segmentsOf(text: string): readonly string[] {
  const clauses = joinedInside(text.match(CLAUSE) ?? []);
  return fewer(clauses.length < FEW_CLAUSES ? wordsOf(text) : clauses);
}

/** Clauses with those put together that a mark within a number or name had parted. */
function joinedInside(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const isInner =
      before !== undefined &&
      /[.,:]$/.test(before) &&
      INNER.test(before.slice(0, -1)) &&
      /^[\p{L}\p{N}]/u.test(part);
    const isHan = before !== undefined && /[\p{Script=Han}][.,:]$/u.test(before);
    if (isInner && !isHan) joined[joined.length - 1] = before + part;
    else joined.push(part);
  }
  return joined;
}

function wordsOf(text: string): string[] {
  const words = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  const parts: string[] = [];
  for (const { segment, isWordLike } of words) {
    // Spaces and marks go with the word before them.
    if (isWordLike || parts.length === 0) parts.push(segment);
    else parts[parts.length - 1] += segment;
  }
  return parts;
}

function fewer(given: readonly string[]): string[] {
  const parts = [...given];
  while (parts.length > MOST_SEGMENTS) {
    let at = 0;
    for (let i = 1; i + 1 < parts.length; i++) {
      if (parts[i]!.length + parts[i + 1]!.length < parts[at]!.length + parts[at + 1]!.length) at = i;
    }
    parts.splice(at, 2, parts[at]! + parts[at + 1]!);
  }
  return parts;
}
