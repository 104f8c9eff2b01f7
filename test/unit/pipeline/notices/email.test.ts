import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { NoticeFacts, SendOutcome } from '../../../../pipeline/contracts/notices.ts';
import { openPostOffice } from '../../../../pipeline/notices/post-office.ts';
import { reach } from '../../../../pipeline/notices/reach.ts';
import type { EmailTarget } from '../../../../pipeline/notices/target.ts';
import { Mailbox, PASSWORD, USER } from './mailbox.ts';
import { PASSED } from './notice-facts.ts';
import { CERTIFICATE_FILE } from './receiver.ts';

const NEVER = new AbortController().signal;
const ID = `ntc_${'4'.repeat(26)}`;

describe('notices by e-mail', () => {
  let mailbox: Mailbox;
  afterEach(() => mailbox.close());

  const target = (smtp: Partial<EmailTarget['smtp']> = {}, more: Partial<EmailTarget> = {}): EmailTarget => ({
    kind: 'email',
    from: { name: '試金石', address: 'touchstone@agency.example' },
    to: ['head@agency.example', 'second@agency.example'],
    smtp: {
      ...{ host: 'localhost', port: mailbox.port, security: 'starttls' },
      login: { user: USER, password: PASSWORD },
      ...smtp,
    },
    facts: {
      ...{
        name: 'mail',
        kind: 'email',
        host: 'localhost',
        language: 'zh-TW',
        topics: ['judged'],
        names: null,
      },
      inside: true,
    },
    timeoutSeconds: 5,
    ca: readFileSync(CERTIFICATE_FILE, 'utf8'),
    ...more,
  });
  function send(to: EmailTarget, facts: NoticeFacts = PASSED): Promise<SendOutcome> {
    const office = openPostOffice(
      { targets: [to], retrySeconds: [1], offAfterSeconds: 60 },
      new URL('https://ts.example'),
    );
    return office.send('mail', { id: ID, at: '2026-11-20T01:02:03.000Z', facts }, NEVER);
  }
  const faultOf = (outcome: SendOutcome) =>
    outcome.kind === 'failed' ? [outcome.fault.code, outcome.retry] : null;

  it('are one sentence as text and as HTML, after STARTTLS and a login', async () => {
    mailbox = await Mailbox.open();
    assert.deepEqual(await send(target()), { kind: 'delivered' });
    const [letter] = mailbox.letters;
    assert.ok(letter);
    assert.deepEqual([letter.secure, letter.user, letter.from], [true, USER, 'touchstone@agency.example']);
    assert.deepEqual(letter.to, ['head@agency.example', 'second@agency.example']);
    assert.equal(letter.headers.get('subject'), '[Touchstone] 通過：petitions');
    assert.match(letter.headers.get('from') ?? '', /試金石.* <touchstone@agency\.example>/);
    assert.equal(letter.headers.get('message-id'), `<${ID}@agency.example>`);
    assert.equal(letter.headers.get('auto-submitted'), 'auto-generated');
    const link = `https://ts.example/v1/runs/${PASSED.run}/report`;
    const text = letter.parts.get('text/plain') ?? '';
    assert.match(text, /^「petitions」通過評估（PASS）：F1 0\.912/);
    assert.ok(text.includes(`查看報告: ${link}`), text);
    const html = letter.parts.get('text/html') ?? '';
    assert.match(html, /<html lang="zh-TW">.*<code>touchstone models promote petitions 3<\/code>/s);
    assert.ok(html.includes(`<a href="${link}">查看報告</a>`), html);
  });

  it('go over TLS from the first byte, or to a relay inside without any', async () => {
    mailbox = await Mailbox.open({ secure: true });
    assert.equal((await send(target({ security: 'tls' }))).kind, 'delivered');
    await mailbox.close();
    mailbox = await Mailbox.open({ authOptional: true, disabledCommands: ['STARTTLS'] });
    assert.equal((await send(target({ security: 'none', login: null }))).kind, 'delivered');
    assert.deepEqual([mailbox.letters[0]?.secure, mailbox.letters[0]?.user], [false, undefined]);
  });

  it('never send a password, or a letter, where STARTTLS is missing or the certificate is not known', async () => {
    mailbox = await Mailbox.open({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    assert.equal(faultOf(await send(target()))?.[1], 'later');
    assert.deepEqual([mailbox.logins, mailbox.letters], [[], []]);
    await mailbox.close();
    mailbox = await Mailbox.open();
    assert.deepEqual(faultOf(await send(target({}, { ca: null }))), ['connection', 'later']);
    assert.deepEqual([mailbox.logins, mailbox.letters], [[], []]);
  });

  it('tell a refused login from a refused letter, and keep nothing of what the server says', async () => {
    mailbox = await Mailbox.open();
    const wrong = await send(target({ login: { user: USER, password: 'wrong' } }));
    assert.deepEqual(faultOf(wrong), ['smtp_login', 'later']);
    assert.doesNotMatch(JSON.stringify(wrong), /words of|wrong/);
    await mailbox.close();
    mailbox = await Mailbox.open({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('words of the mail server'), { responseCode: 550 })),
    });
    assert.deepEqual(faultOf(await send(target())), ['smtp_refused', 'never']);
    await mailbox.close();
    mailbox = await Mailbox.open({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('words of the mail server'), { responseCode: 451 })),
    });
    assert.deepEqual(faultOf(await send(target())), ['smtp', 'later']);
  });

  it('cannot be given a header or a recipient by what they tell of', async () => {
    mailbox = await Mailbox.open();
    const name = 'x\r\nBcc: thief@evil.example\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>';
    assert.equal((await send(target(), { ...PASSED, name })).kind, 'delivered');
    const [letter] = mailbox.letters;
    assert.ok(letter);
    assert.deepEqual(letter.to, ['head@agency.example', 'second@agency.example']);
    assert.ok(!letter.headerNames.includes('bcc'));
    assert.equal(letter.headerNames.filter((one) => one === 'content-type').length, 1);
    assert.match(letter.headers.get('subject') ?? '', /x Bcc: thief@evil\.example/);
    assert.doesNotMatch(letter.parts.get('text/html') ?? '', /<script>/);
  });

  it('are not sent to private addresses unless the server is inside', async () => {
    mailbox = await Mailbox.open();
    for (const host of ['localhost', '127.0.0.1']) {
      const outside = target({ host }, { facts: { ...target().facts, inside: false } });
      assert.deepEqual(faultOf(await send(outside)), ['address', 'later']);
    }
    assert.deepEqual([mailbox.logins, mailbox.letters], [[], []]);
  });

  it('are tried by doctor as far as the login', async () => {
    mailbox = await Mailbox.open();
    assert.equal(await reach(target(), NEVER), null);
    assert.deepEqual([mailbox.logins, mailbox.letters], [[USER], []]);
    const fault = await reach(target({ login: { user: USER, password: 'wrong' } }), NEVER);
    assert.equal(fault?.code, 'smtp_login');
  });
});
