import type { RecordsIntake } from '../../pipeline/contracts/data-reports.ts';
import type { Row } from '../containers/container.ts';
import { alpaca } from './alpaca.ts';
import type { Format } from './format.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiPreference } from './openai-preference.ts';
import { plainText } from './plain-text.ts';
import { promptCompletion } from './prompt-completion.ts';
import { sharegpt } from './sharegpt.ts';
import { textLabel } from './text-label.ts';
import { trlPreference } from './trl-preference.ts';

export type FormatName = RecordsIntake['format'];

/** In the order in which they are tried: what is told by rarer keys comes first. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  sharegpt,
  openai_chat: openaiChat,
  openai_preference: openaiPreference,
  trl_preference: trlPreference,
  alpaca,
  prompt_completion: promptCompletion,
  text_label: textLabel,
  plain_text: plainText,
};

const NAMES = Object.keys(FORMATS) as FormatName[];

/** What an error says was expected: the keys of each format. */
export const ACCEPTED_KEYS =
  'text + label; instruction + input + output; prompt + completion; messages; conversations; ' +
  'prompt + chosen + rejected; input + preferred_output + non_preferred_output';

/** The format of a file whose first row has these keys, or null. */
export function recogniseFormat(keys: ReadonlySet<string>, row: Row | null): FormatName | null {
  return NAMES.find((name) => FORMATS[name].recognises(keys, row)) ?? null;
}
