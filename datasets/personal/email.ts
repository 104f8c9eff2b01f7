import type { Extent } from './kinds.ts';
import { SIGNS } from './page.ts';
import type { PersonalRule } from './rule.ts';

const IN_LOCAL = /[A-Za-z0-9._%+'-]/;
const ENDS_LOCAL = /[A-Za-z0-9_+-]/;
const LETTER_OR_DIGIT = /[A-Za-z0-9]/;
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/;
/** Names of files for screens of double density and the like: logo@2x.png. */
const FILE_NAME = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|html?)$/i;
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;

/** An e-mail address (the dot-atom form of RFC 5322). */
export const email: PersonalRule = {
  title: { en: 'E-mail address', 'zh-TW': '電子郵件地址' },
  placeholder: '電子郵件',
  possible: ({ signs }) => (signs & SIGNS.at) !== 0,
  find: ({ text }) => {
    const found: Extent[] = [];
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const start = startOfLocal(text, at);
      const domain = start === at ? undefined : DOMAIN.exec(text.slice(at + 1, at + 1 + LONGEST_DOMAIN))?.[0];
      if (domain === undefined || FILE_NAME.test(domain)) continue;
      const extent = { start, end: at + 1 + domain.length };
      if (!isAccountOfService(text, extent)) found.push(extent);
    }
    return found;
  },
  identity: (value) => value.toLowerCase(),
};

/** Where the part before the sign at `at` begins, with a letter or digit; `at` for none. */
function startOfLocal(text: string, at: number): number {
  if (!ENDS_LOCAL.test(text[at - 1] ?? '')) return at;
  const least = Math.max(0, at - LONGEST_LOCAL);
  let start = at;
  while (start > least && IN_LOCAL.test(text[start - 1]!)) start -= 1;
  while (start < at && !LETTER_OR_DIGIT.test(text[start]!)) start += 1;
  return start;
}

/** The user and password before a server's name in an address, or the address of a repository (git@host:path). */
function isAccountOfService(text: string, { start, end }: Extent): boolean {
  if (text[end] === ':' && /^[\w~/.-]*\//.test(text.slice(end + 1, end + 40))) return true;
  return /:\/\/[^\s/]*$/.test(text.slice(Math.max(0, start - LONGEST_LOCAL), start));
}
