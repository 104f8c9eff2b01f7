import type { SecretKind } from '../../../../datasets/secrets/kinds.ts';
import type { Draw } from '../personal/draw.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALPHANUMERIC = LOWER + UPPER + DIGITS;
const HEX = '0123456789abcdef';

export const hex = (draw: Draw, length: number) => draw.letters(length, HEX);
export const base64 = (draw: Draw, length: number) => draw.letters(length, `${ALPHANUMERIC}+/`);
const plain = (draw: Draw, length: number) => draw.letters(length, ALPHANUMERIC);
const urlSafe = (draw: Draw, length: number) => draw.letters(length, `${ALPHANUMERIC}_-`);

export function uuid(draw: Draw): string {
  return [8, 4, 4, 4, 12].map((length) => hex(draw, length)).join('-');
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jsonWebToken(draw: Draw): string {
  const header = encoded({ alg: draw.of(['HS256', 'RS256', 'ES256']), typ: 'JWT' });
  return `${header}.${encoded({ sub: draw.digits(6), iat: draw.between(1_600_000_000, 1_900_000_000) })}.${urlSafe(draw, 43)}`;
}

function privateKey(draw: Draw): string {
  const name = draw.of([
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
  ]);
  const lines = Array.from({ length: draw.between(2, 20) }, () => base64(draw, 64));
  const line = draw.of(['\n', '\n', '\r\n', '\\n']);
  return [`-----BEGIN ${name}-----`, ...lines, `${base64(draw, 30)}==`, `-----END ${name}-----`].join(line);
}

/** A password that a person or a generator made: several sorts of characters. */
export function password(draw: Draw): string {
  const word = draw.of([
    'Taipei',
    'sunny',
    'Formosa',
    'coffee',
    'Dragon',
    'bubbleTea',
    'Welcome',
    'summer',
    'piano',
    'Kaohsiung',
  ]);
  return draw.of([
    plain(draw, draw.between(10, 20)).replace(/^.../, 'k7R'),
    `${word}${draw.of(['@', '!', '#', '$', '_'])}${draw.digits(4)}`,
    `${draw.letters(4, LOWER)}${draw.digits(3)}${draw.letters(3, UPPER)}${draw.of(['!', '?', '%', '&'])}`,
    `${word}${draw.digits(2)}${draw.letters(2, LOWER)}${draw.of(['*', '^', '~', '+'])}`,
    `P@ss${draw.letters(3, LOWER)}${draw.digits(2)}`,
  ]);
}

function connectionString(draw: Draw): string {
  const host = `${draw.of(['db', 'cache', 'mq', 'mongo'])}${draw.digits(1)}.${draw.of(['internal', 'example.com', 'corp.tw'])}`;
  const secret = draw.of([
    plain(draw, 16),
    `${draw.letters(5, LOWER)}${draw.digits(3)}`,
    password(draw).replace(/[@#?%&/]/g, '-'),
  ]);
  const scheme = draw.of(['postgres', 'postgresql', 'mysql', 'mongodb+srv', 'redis', 'amqp', 'ftp', 'https']);
  return draw.of([
    `${scheme}://${draw.of(['app', 'admin', 'reader', 'root'])}:${secret}@${host}${draw.of([':5432', '', ':6379'])}/main`,
    `${scheme}://svc_${draw.letters(3, LOWER)}:${secret}@10.${draw.digits(1)}.${draw.digits(1)}.7/app?ssl=true`,
    `Server=${host};Database=main;User Id=sa;Password=${secret};`,
    `DefaultEndpointsProtocol=https;AccountName=store${draw.digits(2)};AccountKey=${base64(draw, 86)}==;EndpointSuffix=core.windows.net`,
  ]);
}

/** A fresh secret of each kind, in one of its forms; what is assigned comes without its assignment. */
export const SECRETS: Readonly<Record<SecretKind, (draw: Draw) => string>> = {
  private_key: privateKey,
  jwt: jsonWebToken,
  aws_key: (draw) => draw.of(['AKIA', 'ASIA']) + draw.letters(16, `${UPPER}234567`),
  google_key: (draw) =>
    draw.of([`AIza${urlSafe(draw, 34)}${plain(draw, 1)}`, `GOCSPX-${urlSafe(draw, 27)}${plain(draw, 1)}`]),
  github_token: (draw) =>
    draw.of([
      `gh${draw.of([...'pousr'])}_${plain(draw, 36)}`,
      `github_pat_${plain(draw, 22)}_${plain(draw, 59)}`,
    ]),
  gitlab_token: (draw) => `gl${draw.of(['pat', 'dt', 'ptt'])}-${urlSafe(draw, 19)}${plain(draw, 1)}`,
  slack_token: (draw) =>
    draw.of([
      `xoxb-${draw.digits(12)}-${draw.digits(12)}-${plain(draw, 24)}`,
      `xoxp-${draw.digits(11)}-${draw.digits(11)}-${draw.digits(13)}-${hex(draw, 32)}`,
      `https://hooks.slack.com/services/T${draw.letters(8)}/B${draw.letters(8)}/${plain(draw, 24)}`,
    ]),
  anthropic_key: (draw) => `sk-ant-${draw.of(['api03', 'admin01'])}-${urlSafe(draw, 92)}${plain(draw, 1)}`,
  openai_key: (draw) =>
    draw.of([
      `sk-${plain(draw, 20)}T3BlbkFJ${plain(draw, 20)}`,
      `sk-proj-${plain(draw, 1)}${urlSafe(draw, 118)}7${plain(draw, 1)}`,
    ]),
  stripe_key: (draw) =>
    draw.of([
      `sk_live_${plain(draw, 24)}`,
      `rk_live_${plain(draw, 24)}`,
      `sk_test_${plain(draw, 24)}`,
      `whsec_${plain(draw, 32)}`,
    ]),
  service_token: (draw) =>
    draw.of([
      `hf_${draw.letters(34, LOWER + UPPER)}`,
      `npm_${plain(draw, 36)}`,
      `SG.${urlSafe(draw, 22)}.${urlSafe(draw, 42)}${plain(draw, 1)}`,
      `${draw.between(1, 9)}${draw.digits(9)}:AA${urlSafe(draw, 32)}${plain(draw, 1)}`,
    ]),
  connection_string: connectionString,
  api_key: (draw) =>
    draw.of([
      `${hex(draw, 30)}a7`,
      `${plain(draw, 30)}4k9`,
      `${base64(draw, 38)}3x`,
      `${urlSafe(draw, 24)}8Z2`,
    ]),
  password,
};
