import type { Message } from '../../pipeline/contracts/record.ts';
import { FORM_KEY } from '../formats/form.ts';
import type { FormatReader, PlainPlan } from '../formats/format.ts';
import type { Template } from './template.ts';

/** What a text must be for the row to be plain. */
export interface TextRule {
  readonly mayBeEmpty: boolean;
  readonly unbroken: boolean;
  readonly noList: boolean;
  /** Kept as the file has it: then it must not be written with escapes, and may begin and end as it likes. */
  readonly verbatim: boolean;
  readonly bytes: number;
}

/** Rows of one template, and where each of their texts goes; texts are named by their number in the row. */
export interface Layout {
  readonly literals: readonly Buffer[];
  readonly rules: readonly TextRule[];
  readonly turns: readonly { readonly role: Message['role']; readonly texts: readonly number[] }[];
  readonly label: number;
  readonly instructed: boolean;
  readonly id: number | null;
  readonly split: number | null;
  /** Further columns: what JSON has before each text, its opening quote included. */
  readonly meta: readonly { readonly before: Buffer; readonly text: number }[];
}

/** The layout of rows that follow a template, as the format reads them; null where it has to read them itself. */
export function layoutOf({ keys, literals }: Template, reader: FormatReader): Layout | null {
  if (keys.includes(FORM_KEY)) return null;
  const plan = reader.plain?.(new Set(keys.filter((key) => reader.keys.has(key)))) ?? null;
  if (plan === null) return null;
  const at = (key: string): number | null => (keys.includes(key) ? keys.indexOf(key) : null);
  const further = keys.filter((key) => !reader.keys.has(key) && key !== 'id' && key !== 'split');
  return {
    literals,
    rules: keys.map((key) => ruleOf(key, plan, further.includes(key))),
    turns: plan.turns.map(({ role, fields }) => ({
      role,
      texts: fields.map((field) => keys.indexOf(field)),
    })),
    label: keys.indexOf(plan.label),
    instructed: plan.instructed,
    id: at('id'),
    split: at('split'),
    meta: further.map((key, i) => ({
      before: Buffer.from(`${i === 0 ? '{' : '",'}${JSON.stringify(key)}:"`),
      text: keys.indexOf(key),
    })),
  };
}

function ruleOf(key: string, plan: PlainPlan, verbatim: boolean): TextRule {
  return {
    mayBeEmpty: verbatim || plan.mayBeEmpty.includes(key),
    unbroken: plan.unbroken.includes(key),
    noList: plan.noList.includes(key),
    verbatim,
    bytes: key === plan.label ? plan.labelBytes : Number.POSITIVE_INFINITY,
  };
}
