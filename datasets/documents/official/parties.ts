import type { Party } from './official-document.ts';

const WITH_ATTACHMENTS = /[(（]\s*(?:均|皆)?含附件[^()（）]{0,20}[)）]/;

/** The names of a list such as 正本：, cut at commas outside brackets. */
export function partiesOf(list: string): Party[] {
  return namesIn(list).flatMap((written) => {
    const name = written.replace(WITH_ATTACHMENTS, '').trim();
    if (name === '') return [];
    return [WITH_ATTACHMENTS.test(written) ? { name, withAttachments: true } : { name }];
  });
}

function namesIn(list: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at++) {
    const sign = list[at]!;
    if ('(（'.includes(sign)) depth += 1;
    else if (')）'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && '、，,；;\n'.includes(sign)) {
      names.push(list.slice(from, at));
      from = at + 1;
    }
  }
  names.push(list.slice(from).replace(/。$/, ''));
  return names.map((name) => name.trim());
}
