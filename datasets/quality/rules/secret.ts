import { findSecrets } from '../../secrets/find.ts';
import type { SecretSpan } from '../../secrets/kinds.ts';
import { SECRET_TITLES } from '../../secrets/kinds.ts';
import { textRule } from '../text-rule.ts';

/** Passwords, keys and tokens, named by their kinds alone; the repair puts the kind in their place. */
export const secret = textRule((text) => {
  const spans = findSecrets(text);
  if (spans.length === 0) return null;
  const kinds = new Set(spans.map(({ kind }) => SECRET_TITLES[kind]['zh-TW']));
  return { evidence: [...kinds].join(', '), fixed: without(text, spans) };
});

/** A text as the rule repairs it. */
export function withoutSecrets(text: string): string {
  return without(text, findSecrets(text));
}

function without(text: string, spans: readonly SecretSpan[]): string {
  let fixed = '';
  let from = 0;
  for (const { kind, start, end } of spans) {
    fixed += `${text.slice(from, start)}〔${SECRET_TITLES[kind]['zh-TW']}〕`;
    from = end;
  }
  return fixed + text.slice(from);
}
