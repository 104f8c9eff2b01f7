import type { Row } from '../../containers/container.ts';
import { FORM_KEY } from '../../formats/form.ts';
import type { FormatName } from '../../formats/registry.ts';
import { OUR_IDS } from '../../record-reader.ts';
import type { RowContext, WrittenRecord } from '../written-record.ts';
import { alpacaRow } from './alpaca.ts';
import { openaiChatRow } from './openai-chat.ts';
import { openaiPreferenceRow } from './openai-preference.ts';
import { plainTextRow } from './plain-text.ts';
import { promptCompletionRow } from './prompt-completion.ts';
import type { RowWriter } from './row-writer.ts';
import { sharegptRow } from './sharegpt.ts';
import { textLabelRow } from './text-label.ts';
import { trlPreferenceRow } from './trl-preference.ts';

const WRITERS: Readonly<Record<FormatName, RowWriter>> = {
  openai_chat: openaiChatRow,
  sharegpt: sharegptRow,
  openai_preference: openaiPreferenceRow,
  trl_preference: trlPreferenceRow,
  alpaca: alpacaRow,
  prompt_completion: promptCompletionRow,
  text_label: textLabelRow,
  plain_text: plainTextRow,
};

/**
 * A record as a row of the format asked for: its id where it is the file's own, what the format gives a place to, its
 * split, and every further column. Faults: those of the format's writer.
 */
export function rowOf(record: WrittenRecord, context: RowContext): Row {
  const { id, split, form, further } = record;
  const content = WRITERS[context.format](record, context);
  // Without a prototype, so that a key named `__proto__` is a key like any other.
  const row: Record<string, unknown> = Object.create(null);
  const own = form.id !== undefined && (String(form.id) === id || OUR_IDS.test(id)) ? form.id : null;
  if (own !== null) row.id = own;
  else if (!OUR_IDS.test(id)) row.id = id;
  Object.assign(row, content);
  if (form.split !== undefined || split !== null) row.split = form.split ?? split;
  for (const [name, value] of further) row[freeName(name, row)] = value;
  if (form.column !== undefined) row[FORM_KEY] = form.column;
  return row;
}

/** A further column keeps its name unless the format uses it for something else. */
function freeName(name: string, row: Row): string {
  let free = name;
  for (let n = 2; free in row; n++) free = `${name}_${n}`;
  return free;
}
