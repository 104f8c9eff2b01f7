import type { Localized } from '../../pipeline/contracts/names.ts';

/** The kinds of secrets that are told apart; the more specific comes first and wins where two lie on one place. */
export const SECRET_KINDS = [
  'private_key',
  'jwt',
  'aws_key',
  'google_key',
  'github_token',
  'gitlab_token',
  'slack_token',
  'anthropic_key',
  'openai_key',
  'stripe_key',
  'service_token',
  'connection_string',
  'api_key',
  'password',
] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** Where a secret lies in a text: UTF-16 offsets, `end` exclusive. */
export interface SecretSpan {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type SecretPlace = Omit<SecretSpan, 'text'>;

export const SECRET_TITLES: Readonly<Record<SecretKind, Localized>> = {
  private_key: { en: 'Private key', 'zh-TW': '私密金鑰' },
  jwt: { en: 'JSON Web Token', 'zh-TW': 'JWT 權杖' },
  aws_key: { en: 'AWS key', 'zh-TW': 'AWS 金鑰' },
  google_key: { en: 'Google key', 'zh-TW': 'Google 金鑰' },
  github_token: { en: 'GitHub token', 'zh-TW': 'GitHub 權杖' },
  gitlab_token: { en: 'GitLab token', 'zh-TW': 'GitLab 權杖' },
  slack_token: { en: 'Slack token', 'zh-TW': 'Slack 權杖' },
  anthropic_key: { en: 'Anthropic key', 'zh-TW': 'Anthropic 金鑰' },
  openai_key: { en: 'OpenAI key', 'zh-TW': 'OpenAI 金鑰' },
  stripe_key: { en: 'Stripe key', 'zh-TW': 'Stripe 金鑰' },
  service_token: { en: 'Token of an online service', 'zh-TW': '線上服務權杖' },
  connection_string: { en: 'Connection string with a password', 'zh-TW': '含密碼的連線字串' },
  api_key: { en: 'API key or token', 'zh-TW': 'API 金鑰或權杖' },
  password: { en: 'Password', 'zh-TW': '密碼' },
};
