import type { VNode } from 'preact';

/** A part of a sentence: plain text, or something rendered, such as a label from the data. */
export type Piece = string | VNode;
/** A sentence that can hold rendered parts, so that text from outside is never glued into a string. */
export type Phrase = readonly Piece[];

/** Tag for templates: phrase`「${label}」有 ${count} 筆` keeps its parts apart. */
export function phrase(strings: TemplateStringsArray, ...parts: readonly (Piece | Phrase)[]): Phrase {
  const pieces: Piece[] = [];
  strings.forEach((text, at) => {
    if (text !== '') pieces.push(text);
    const part = parts[at];
    if (part === undefined) return;
    if (Array.isArray(part)) pieces.push(...(part as Phrase));
    else pieces.push(part as Piece);
  });
  return pieces;
}
