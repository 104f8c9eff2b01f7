import { unifyIdeographs, VARIANT_IDEOGRAPHS } from './ideographs.ts';
import { changeProse } from './protected.ts';
import { unifyPunctuation, VARIANT_PUNCTUATION } from './punctuation.ts';
import { unifyWidths, VARIANT_WIDTHS } from './width.ts';

/** The parts of the rule, in the order in which they are applied. */
export const FORM_RULES = ['ideographs', 'widths', 'punctuation'] as const;
export type FormRule = (typeof FORM_RULES)[number];

const RULES: Readonly<
  Record<FormRule, { readonly quick: RegExp; readonly unify: (text: string) => string }>
> = {
  ideographs: { quick: new RegExp(VARIANT_IDEOGRAPHS), unify: unifyIdeographs },
  widths: { quick: new RegExp(VARIANT_WIDTHS), unify: unifyWidths },
  punctuation: { quick: new RegExp(VARIANT_PUNCTUATION, 'm'), unify: unifyPunctuation },
};
/** Every rule changes characters beyond ASCII, or ASCII beside them. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/**
 * A text in one form for each character: see the three rules. Doing it again changes nothing, and a text with nothing
 * to change is returned itself. Addresses and code stay as they are.
 */
export function normaliseForms(text: string, rules: readonly FormRule[] = FORM_RULES): string {
  if (!BEYOND_ASCII.test(text)) return text;
  const wanted = FORM_RULES.filter((rule) => rules.includes(rule));
  if (!wanted.some((rule) => RULES[rule].quick.test(text))) return text;
  const unified = changeProse(text, (prose) =>
    wanted.reduce((result, rule) => RULES[rule].unify(result), prose),
  );
  return unified === text ? text : unified;
}

export interface VariantForms {
  /** Rules that change something in the text. */
  readonly rules: readonly FormRule[];
}

/** Which rules a text does not follow yet; null where it follows all. */
export function detectVariantForms(
  text: string,
  rules: readonly FormRule[] = FORM_RULES,
): VariantForms | null {
  const broken = rules.filter((rule) => normaliseForms(text, [rule]) !== text);
  return broken.length === 0 ? null : { rules: broken };
}
