import type { Message } from '../../../pipeline/contracts/record.ts';
import type { Row } from '../../containers/container.ts';
import type { TurnNote, TurnStyle } from '../../formats/form.ts';
import { usualName } from '../../formats/roles.ts';
import type { WrittenRecord } from '../written-record.ts';

/**
 * Messages from number `start` up to `end` as their format writes them, with everything that they hold. The file's own
 * names of roles come back only where the record was in the format that is written now.
 */
export function writeTurns(
  { messages, notes, form }: WrittenRecord,
  style: TurnStyle,
  start = 0,
  end = messages.length,
): Row[] {
  const own = form.format !== undefined;
  return messages.slice(start, end).map((message, i) => writeTurn(message, notes.get(start + i), style, own));
}

function writeTurn(
  { role, content }: Message,
  note: TurnNote | undefined,
  style: TurnStyle,
  own: boolean,
): Row {
  const [roleKey, contentKey] = style === 'role' ? ['role', 'content'] : ['from', 'value'];
  const name = (own ? note?.role : undefined) ?? usualName(role, style);
  const written = contentOf(content, note);
  return {
    [roleKey!]: name,
    ...(written !== undefined && { [contentKey!]: written }),
    ...note?.fields,
  };
}

function contentOf(content: string, note: TurnNote | undefined): unknown {
  const how = note?.content;
  // A text that has come since is not thrown away.
  if (how === undefined || (content !== '' && !Array.isArray(how))) return content;
  if (how === null) return null;
  if (how === 'absent') return undefined;
  return inParts(content, how as readonly number[]);
}

/** Content in parts of the lengths that it had; in one part where it was changed since. */
function inParts(content: string, lengths: readonly number[]): Row[] {
  const whole = lengths.reduce((sum, length) => sum + length, 0) === content.length;
  let at = 0;
  return (whole ? lengths : [content.length]).map((length) => {
    const text = content.slice(at, at + length);
    at += length;
    return { type: 'text', text };
  });
}
