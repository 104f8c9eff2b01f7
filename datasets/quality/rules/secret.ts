import { findSecrets } from '../../secrets/find.ts';
import { SECRET_TITLES } from '../../secrets/kinds.ts';
import { textRule } from '../text-rule.ts';

/** Passwords, keys and tokens, named by their kinds alone; the repair puts the kind in their place. */
export const secret = textRule((text) => {
  const spans = findSecrets(text);
  if (spans.length === 0) return null;
  const kinds = new Set(spans.map(({ kind }) => SECRET_TITLES[kind]['zh-TW']));
  let fixed = '';
  let from = 0;
  for (const { kind, start, end } of spans) {
    fixed += `${text.slice(from, start)}〔${SECRET_TITLES[kind]['zh-TW']}〕`;
    from = end;
  }
  return { evidence: [...kinds].join(', '), fixed: fixed + text.slice(from) };
});
