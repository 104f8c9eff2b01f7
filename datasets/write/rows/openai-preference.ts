import type { Row } from '../../containers/container.ts';
import { refuseTurns, type WrittenRecord } from '../written-record.ts';
import { promptLength } from './pair.ts';
import { rejectedTurns, takeRejected } from './rejected.ts';
import type { RowWriter } from './row-writer.ts';
import { writeTurns } from './turns.ts';

/** Columns that the format wants inside `input`. */
const INSIDE = ['tools', 'parallel_tool_calls'] as const;

/** `input`, `preferred_output` and `non_preferred_output`. */
export const openaiPreferenceRow: RowWriter = (record, context) => {
  if (record.messages.at(-1)?.role !== 'assistant') refuseTurns(record, context);
  const rejected = takeRejected(record, context);
  const prompt = promptLength(record);
  const style = record.form.style ?? 'role';
  return {
    input: { messages: writeTurns(record, style, 0, prompt), ...takeInside(record) },
    preferred_output: writeTurns(record, style, prompt),
    non_preferred_output: record.form.format === undefined ? rejectedTurns(rejected, prompt) : rejected,
  };
};

function takeInside({ form, further }: WrittenRecord): Row {
  const names = form.format === undefined ? INSIDE : (form.inside ?? []);
  const inside: Record<string, unknown> = {};
  for (const name of names) {
    if (!further.has(name)) continue;
    inside[name] = further.get(name);
    further.delete(name);
  }
  return inside;
}
