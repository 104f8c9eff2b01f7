import type { RecordsIntake } from '../../pipeline/contracts/data-reports.ts';
import type { Row } from '../containers/container.ts';

/**
 * How a row wrote down what its canonical record says: types, spellings, places, and what single messages hold beside
 * role and content. Kept in `meta` under `FORM_KEY` where it differs from the way in which the format's writer would
 * write the record, so that a file converted back has every field. No text of questions or answers is in it.
 */
export interface Form {
  /** The format that the rest is about, but for the next three. */
  readonly format?: RecordsIntake['format'];
  /** The row's `id` and `split`, where they are not the text of the record's. */
  readonly id?: number | string;
  readonly split?: string;
  /** The row's own column of the name of `FORM_KEY`. */
  readonly column?: unknown;
  /** Alpaca: where the instruction ends in the question, an instruction or input that is blank, or none at all. */
  readonly cut?: number;
  readonly instruction?: string;
  readonly input?: string | null;
  /** Alpaca: optional fields that are there, but blank. */
  readonly blank?: Row;
  /** Text and label: the answer is a number; it stands under `target`. */
  readonly number?: true;
  readonly target?: true;
  /** The key of the conversation, where it is not the format's usual one. */
  readonly list?: string;
  /** Turns are `{from, value}` in a format where they are `{role, content}`, or the other way round. */
  readonly style?: TurnStyle;
  readonly messages?: readonly TurnNote[];
  /** Messages that belong to the prompt, where prompt and answer are lists; -1: there is no prompt, the answers hold all. */
  readonly prompt?: number;
  /** ShareGPT: the first message stood under `system`. */
  readonly system?: true;
  /** OpenAI preference: further columns that stood inside `input`. */
  readonly inside?: readonly string[];
}

export type TurnStyle = 'role' | 'from';

/** What one message holds beside a role and a text. */
export interface TurnNote {
  /** Its place, from 0. */
  readonly message: number;
  /** The file's own name for the role, where it is another one than usual. */
  readonly role?: string;
  /** No content (`null`, or no such key), or content in parts of so many characters. */
  readonly content?: null | 'absent' | readonly number[];
  /** Further fields: `weight`, `name`, `tool_calls`, `tool_call_id`, … */
  readonly fields?: Row;
}

export const FORM_KEY = '_form';
