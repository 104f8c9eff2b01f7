import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { alpaca } from './alpaca.ts';
import type { Format } from './format.ts';
import { openaiChat } from './openai-chat.ts';
import { textLabel } from './text-label.ts';

export type FormatName = IntakeReport['format'];

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  openai_chat: openaiChat,
  alpaca,
  text_label: textLabel,
};

/** What an error says was expected: the keys of each format. */
export const ACCEPTED_KEYS = 'text + label; instruction + input + output; messages';

/** The format of a file whose first row has these keys, or null. */
export function recogniseFormat(keys: ReadonlySet<string>): FormatName | null {
  const names = Object.keys(FORMATS) as FormatName[];
  return names.find((name) => FORMATS[name].recognises(keys)) ?? null;
}
