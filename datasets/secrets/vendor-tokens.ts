import { matchesOf } from '../text/matches.ts';
import type { SecretKind, SecretPlace } from './kinds.ts';
import { isBlankedOut } from './stand-in.ts';

/** The forms in which services issue their keys, as they document them. */
const FORMS: readonly (readonly [kind: SecretKind, form: string])[] = [
  ['aws_key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}'],
  ['google_key', 'AIza[\\w-]{35}|GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{30,400}'],
  ['github_token', 'gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}'],
  ['gitlab_token', 'gl(?:pat|dt|rt|ptt|ft|soat|cbt|imt|agent|oas)-[\\w.-]{20,400}'],
  [
    'slack_token',
    'xox[abeoprs]-[A-Za-z0-9-]{10,400}|xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+|https://hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9/_+-]{40,400}',
  ],
  ['anthropic_key', 'sk-ant-[a-z0-9]{3,8}-[\\w-]{24,400}'],
  ['openai_key', 'sk-(?!ant-)(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9](?=[\\w-]{0,400}?\\d)[\\w-]{19,400}'],
  ['stripe_key', '[sr]k_(?:live|test)_[A-Za-z0-9]{16,400}|whsec_[A-Za-z0-9+/=]{24,400}'],
  [
    'service_token',
    'hf_[A-Za-z0-9]{34}|npm_[A-Za-z0-9]{36}|pypi-AgEI[\\w-]{50,400}|SG\\.[\\w-]{22}\\.[\\w-]{43}|do[op]_v1_[a-f0-9]{64}|\\d{8,10}:AA[\\w-]{33}|dapi[a-f0-9]{32}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|nvapi-[\\w-]{60,400}|gsk_[A-Za-z0-9]{40,400}|r8_[A-Za-z0-9]{37}|AGE-SECRET-KEY-1[A-Z0-9]{58}',
  ],
];

const TOKEN = new RegExp(
  `(?<![A-Za-z0-9_])(?:${FORMS.map(([, form]) => `(${form})`).join('|')})(?![A-Za-z0-9_])`,
  'g',
);

/** Keys that tell by their first characters whose they are. */
export function vendorTokens(text: string): SecretPlace[] {
  const found: SecretPlace[] = [];
  for (const match of matchesOf(text, TOKEN)) {
    const form = FORMS.findIndex((_, at) => match[at + 1] !== undefined);
    // Its first characters are everybody's; what was drawn at random comes last.
    if (isBlankedOut(match[0].slice(-16))) continue;
    found.push({ kind: FORMS[form]![0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}
