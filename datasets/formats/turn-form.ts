import type { Form, TurnStyle } from './form.ts';
import type { Turns } from './turns.ts';

/** What is to be remembered of how turns were written; null where they are written in the format's usual way. */
export function formOf({ notes, style }: Turns, usual: TurnStyle): Form | null {
  if (notes.length === 0 && style === usual) return null;
  return { ...(style !== usual && { style }), ...(notes.length > 0 && { messages: notes }) };
}

/** The last turn's text as the answer; null where it has no content at all, but calls a tool. */
export function labelOf({ messages, notes }: Turns): string | null {
  const note = notes.at(-1);
  const wordless =
    note?.message === messages.length - 1 && (note.content === null || note.content === 'absent');
  return wordless ? null : messages.at(-1)!.content.trim();
}

/** Turns as a list and the turns after it as one conversation. */
export function joined(first: Turns, then: Turns): Turns {
  const shift = first.messages.length;
  return {
    messages: [...first.messages, ...then.messages],
    notes: [...first.notes, ...then.notes.map((note) => ({ ...note, message: note.message + shift }))],
    style: first.style,
  };
}
