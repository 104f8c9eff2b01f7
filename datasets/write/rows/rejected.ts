import type { Row } from '../../containers/container.ts';
import type { RowContext, WrittenRecord } from '../written-record.ts';

/** The rejected answer, taken from the further columns: a text, or a list of messages. */
export function takeRejected({ id, further }: WrittenRecord, context: RowContext): string | Row[] {
  const rejected = further.get('rejected');
  further.delete('rejected');
  if (typeof rejected === 'string' || Array.isArray(rejected)) return rejected as string | Row[];
  const { format } = context;
  context.faults.fail('CONVERT_NO_REJECTED', { params: { record: id, format }, field: 'rejected' });
}

/** The rejected answer as messages, without the prompt of `prompt` messages that it may repeat. */
export function rejectedTurns(rejected: string | Row[], prompt: number): Row[] {
  if (typeof rejected === 'string') return [{ role: 'assistant', content: rejected }];
  const whole = rejected[0]?.role !== 'assistant' && rejected.length > prompt;
  return whole ? rejected.slice(prompt) : rejected;
}

/** The rejected answer as a text; null where it is more than that. */
export function rejectedText(rejected: string | Row[]): string | null {
  if (typeof rejected === 'string') return rejected;
  const [turn, ...more] = rejected;
  const { role, content, ...rest } = turn ?? {};
  const plain = more.length === 0 && role === 'assistant' && Object.keys(rest).length === 0;
  return plain && typeof content === 'string' ? content : null;
}
