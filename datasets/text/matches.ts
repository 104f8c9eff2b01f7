const NONE: readonly RegExpExecArray[] = [];

/** The matches of a global expression in their order. `matchAll` makes a copy of its expression for every text. */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  const first = pattern.exec(text);
  if (first === null) return NONE;
  const found = [first];
  for (;;) {
    // An empty match would be found again and again.
    if (found.at(-1)![0] === '') pattern.lastIndex += 1;
    const next = pattern.exec(text);
    if (next === null) return found;
    found.push(next);
  }
}
