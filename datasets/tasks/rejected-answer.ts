import type { DatasetRecord, Message } from '../../pipeline/contracts/record.ts';
import { FaultList } from '../faults.ts';
import { answerText, squeeze } from '../fingerprint/content.ts';
import { FieldReader } from '../formats/field-reader.ts';
import { TurnReader } from '../formats/turns.ts';
import { normaliseForms } from '../text/normalise/normalise.ts';

/** The column in a record's `meta` that preference formats keep the other answer in. */
const REJECTED = 'rejected';

/**
 * The answer that was preferred less than the record's own: a text, or the last of a list of turns, which may repeat the prompt.
 * Its characters are in one form where those of the record's answer are: a model is not to tell answers apart by that. null: there
 * is none, or it is the same, or an answer to something else.
 */
export function rejectedAnswer(record: DatasetRecord): string | null {
  if (record.meta === null || !record.meta.includes(`"${REJECTED}"`)) return null;
  const columns = JSON.parse(record.meta) as Readonly<Record<string, unknown>>;
  const written = Object.hasOwn(columns, REJECTED) ? columns[REJECTED] : null;
  const own = answerText(record).trim();
  const found = typeof written === 'string' ? written : lastAnswer(written, record.messages);
  if (found === null || own === '') return null;
  const rejected = (normaliseForms(own) === own ? normaliseForms(found) : found).trim();
  return rejected === '' || squeeze(rejected) === squeeze(own) ? null : rejected;
}

/** The answer that ends a conversation, if what stands before it is the end of the prompt. */
function lastAnswer(written: unknown, messages: readonly Message[]): string | null {
  if (!Array.isArray(written)) return null;
  const faults = new FaultList('dataset');
  const turns = new TurnReader(new FieldReader(faults), faults).read(written, REJECTED, 0, 'role');
  const last = turns?.messages.at(-1);
  if (last?.role !== 'assistant') return null;
  const before = turns!.messages.slice(0, -1);
  const prompt = messages.at(-1)?.role === 'assistant' ? messages.slice(0, -1) : messages;
  const end = before.length === 0 ? [] : prompt.slice(-before.length);
  const same = end.length === before.length && before.every((turn, at) => alike(turn, end[at]!));
  return same ? last.content : null;
}

function alike(one: Message, other: Message): boolean {
  const form = ({ role, content }: Message) => `${role}:${squeeze(normaliseForms(content))}`;
  return form(one) === form(other);
}
