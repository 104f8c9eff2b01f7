import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf, type TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { readTargets } from '../../../../pipeline/notices/read-targets.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const CANARY = 'canary-7f3a9c';

describe('the file of targets for notices', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-targets-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function read(
    text: string,
    environment: Record<string, string> = { HOOK: SECRET, CHAT: `https://chat.example/${CANARY}` },
  ) {
    const file = join(directory, 'notices.yaml');
    writeFileSync(file, text);
    return readTargets(file, environment);
  }
  function faultIn(text: string, environment?: Record<string, string>): TouchstoneError {
    try {
      read(text, environment);
    } catch (error) {
      const told = [problemOf(error as TouchstoneError, 'en'), problemOf(error as TouchstoneError, 'zh-TW')];
      assert.doesNotMatch(JSON.stringify(told), new RegExp(CANARY));
      return error as TouchstoneError;
    }
    throw new assert.AssertionError({ message: 'it was accepted' });
  }

  it('takes every kind, with defaults, and secrets from the environment and from files', () => {
    writeFileSync(join(directory, 'password'), 'p4ss\n');
    const { targets, retrySeconds, offAfterSeconds } = read(`
targets:
  ops: { kind: webhook, url: 'https://hooks.example/t', secret: { env: HOOK }, language: en, on: [failed], names: [petitions] }
  chat: { kind: mattermost, url: { env: CHAT } }
  mail:
    kind: email
    from: touchstone@agency.example
    to: [head@agency.example]
    smtp: { host: mail.agency.example, user: touchstone, password: { file: '${join(directory, 'password')}' } }
`);
    assert.deepEqual(
      targets.map(({ facts }) => [
        facts.name,
        facts.kind,
        facts.host,
        facts.language,
        facts.topics.length,
        facts.inside,
      ]),
      [
        ['ops', 'webhook', 'hooks.example', 'en', 1, false],
        ['chat', 'mattermost', 'chat.example', 'zh-TW', 4, false],
        ['mail', 'email', 'mail.agency.example', 'zh-TW', 4, false],
      ],
    );
    const mail = targets[2];
    assert.ok(mail?.kind === 'email');
    assert.deepEqual(
      [mail.smtp.port, mail.smtp.security, mail.smtp.login?.password],
      [587, 'starttls', 'p4ss'],
    );
    assert.deepEqual([retrySeconds[0], retrySeconds.length, offAfterSeconds], [5, 9, 432_000]);
  });

  const webhook = (rest: string) => `targets: { ops: { kind: webhook, secret: { env: HOOK }, ${rest} } }`;
  const mail = (smtp: string, rest = '') =>
    `targets: { m: { kind: email, from: a@b.example, to: [c@d.example], smtp: { host: h.example, ${smtp} } ${rest} } }`;
  const cases: [string, string, RegExp][] = [
    ['plain http outside', webhook(`url: 'http://hooks.example/${CANARY}'`), /targets\.ops\.url: http:/],
    ['another scheme', webhook(`url: 'file:///etc/${CANARY}'`), /targets\.ops\.url/],
    ['a password in an address', webhook(`url: 'https://u:${CANARY}@hooks.example/'`), /no user name/],
    ['an unknown field', webhook(`url: 'https://h.example', verify: false`), /verify/],
    ['an unknown topic', webhook(`url: 'https://h.example', on: [everything]`), /targets\.ops\.on\.0/],
    [
      'a secret in the file itself',
      `targets: { o: { kind: webhook, url: 'https://h.example', secret: ${CANARY} } }`,
      /targets\.o\.secret/,
    ],
    [
      'a variable that is not set',
      `targets: { o: { kind: slack, url: { env: NONE } } }`,
      /targets\.o\.url: the variable NONE is not set/,
    ],
    [
      'a file that is not there',
      `targets: { o: { kind: slack, url: { file: /nowhere } } }`,
      /\/nowhere cannot be read \(ENOENT\)/,
    ],
    ['no TLS to a server outside', mail('security: none'), /targets\.m\.smtp\.security/],
    [
      'a password without TLS',
      mail('security: none, user: u, password: { env: HOOK }', ', inside: true'),
      /targets\.m\.smtp\.user/,
    ],
    ['a user without a password', mail('user: u'), /targets\.m\.smtp: user and password/],
    [
      'a list as one address',
      mail('port: 25').replace('c@d.example', '"c@d.example, x@y.example"'),
      /targets\.m\.to\.0/,
    ],
    [
      'a header in an address',
      mail('port: 25').replace('a@b.example', '"a@b.example\\r\\nBcc: x@y.example"'),
      /targets\.m\.from/,
    ],
    ['a name that is none', `targets: { 'O P S': { kind: slack, url: 'https://h.example' } }`, /targets/],
  ];
  for (const [what, text, said] of cases) {
    it(`refuses ${what} and names the field`, () => {
      const error = faultIn(text);
      assert.equal(error.code, 'NOTICES_INVALID');
      assert.match(error.message, said);
    });
  }

  it('refuses a signing secret that is too short, and does not repeat it', () => {
    const short = `whsec_${Buffer.from(CANARY).toString('base64')}`;
    const error = faultIn(webhook(`url: 'https://h.example'`), { HOOK: short });
    assert.match(error.message, /targets\.ops\.secret/);
    assert.ok(!error.message.includes(short));
  });

  it('says where a file is no YAML, without showing the line, and that it is not there', () => {
    const error = faultIn(`targets:\n  a: {${CANARY}`);
    assert.equal(error.code, 'NOTICES_UNREADABLE');
    assert.throws(() => readTargets(join(directory, 'none.yaml'), {}), { code: 'NOTICES_UNREADABLE' });
  });
});
