const BACKSLASH = 0x5c;
const STRUCTURE = /["{}[\]]/g;
const SCALAR_END = /[\s,\]}]/g;

/**
 * Index just past the JSON value that begins at `start`, told by brackets and quotes alone; -1 when the text ends
 * before it does. A number or word ends at the next mark or space, or with the text.
 */
export function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== '{' && first !== '[') {
    SCALAR_END.lastIndex = start;
    return SCALAR_END.test(text) ? SCALAR_END.lastIndex - 1 : text.length;
  }
  let depth = 0;
  let at = start;
  for (;;) {
    STRUCTURE.lastIndex = at;
    if (!STRUCTURE.test(text)) return -1;
    at = STRUCTURE.lastIndex;
    const mark = text[at - 1];
    if (mark === '"') {
      at = endOfString(text, at - 1);
      if (at < 0) return -1;
    } else if (mark === '{' || mark === '[') {
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
}

/** Index just past the closing quote of the string whose opening quote stands at `start`, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end + 1;
  }
  return -1;
}
