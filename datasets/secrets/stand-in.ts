import { entropy } from './entropy.ts';

/** Words that documents set where a secret would be. */
const WORDS =
  /^(?:your|the|my|insert|enter|some|here|example|sample|dummy|fake|placeholder|change ?me|replace ?me|redacted|hidden|masked|removed|secret|password|passwd|passphrase|pass|pwd|token|key|api|access|auth|client|value|string|text|none|null|nil|undefined|true|false|required|optional|invalid|incorrect|wrong|correct|expired|empty|unknown|default|user|username|admin|root|test|testing|foo|bar|baz|tbd|na|x+|y+|z+|abc|abcdef|env|config)*$/i;

/** Marks that open a place to be filled in: <password>, ${SECRET}, {{ key }}, %s. */
const OPENING = /^[<{[(%]|\$\{|\{\{|^\$[A-Za-z_]+$/;
/** Random characters have more, the ones of xxxxxxxx or **** none. */
const BLANKED_OUT_BITS = 1.8;

/** Whether a value only shows where a secret goes: your-api-key, <password>, ${SECRET}, ********. */
export function isStandIn(value: string): boolean {
  return OPENING.test(value) || isBlankedOut(value);
}

/** Whether a secret was replaced by words, also joined by dashes, or by one sign again and again: sk-your-key-here, ghp_xxxxxxxx. */
export function isBlankedOut(value: string): boolean {
  if (/\*{3,}|•{3,}|[xX]{6,}/.test(value) || entropy(value) < BLANKED_OUT_BITS) return true;
  if (/^-?[a-z]*(?:[-_][a-z]+)+$/.test(value)) return true;
  return !/\d/.test(value) && WORDS.test(value.replace(/[^A-Za-z]+/g, ''));
}
