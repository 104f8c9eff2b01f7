import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import type { SendOutcome, TargetFacts } from '../../../../pipeline/contracts/notices.ts';
import { openPostOffice } from '../../../../pipeline/notices/post-office.ts';
import type { ChatTarget, Target, WebhookTarget } from '../../../../pipeline/notices/target.ts';
import { FAILED, PASSED, REFUSED } from './notice-facts.ts';
import { CERTIFICATE_FILE, Receiver } from './receiver.ts';

const KEY = Buffer.alloc(32, 7);
const OLD_KEY = Buffer.alloc(24, 9);
const secretOf = (key: Buffer) => `whsec_${key.toString('base64')}`;
const AT = '2026-11-20T01:02:03.000Z';
const NEVER = new AbortController().signal;

describe('targets over HTTP', () => {
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = await Receiver.open();
  });
  afterEach(() => receiver.close());

  const facts = (more: Partial<TargetFacts> = {}): TargetFacts => ({
    ...{ name: 'ops', kind: 'webhook', host: '127.0.0.1', language: 'en', topics: ['judged'], names: null },
    inside: true,
    ...more,
  });
  const webhook = (more: Partial<WebhookTarget> = {}): WebhookTarget => ({
    ...{ kind: 'webhook', url: new URL(`${receiver.url}/hook`), keys: [KEY], timeoutSeconds: 5, ca: null },
    facts: facts(),
    ...more,
  });
  const chat = (kind: ChatTarget['kind'], language: TargetFacts['language'] = 'zh-TW'): ChatTarget => ({
    ...{ kind, url: new URL(`${receiver.url}/chat`), timeoutSeconds: 5, ca: null },
    facts: facts({ kind, language }),
  });
  function send(
    target: Target,
    what: typeof PASSED | typeof FAILED | typeof REFUSED = PASSED,
  ): Promise<SendOutcome> {
    const office = openPostOffice(
      { targets: [target], retrySeconds: [1], offAfterSeconds: 60 },
      new URL('https://ts.example'),
    );
    return office.send('ops', { id: `ntc_${'3'.repeat(26)}`, at: AT, facts: what }, NEVER);
  }
  const answering = (status: number, headers: Record<string, string> = {}) => {
    receiver.answer = (response) => response.writeHead(status, headers).end('the target’s own words');
  };

  it('are sent webhooks that the official library accepts, with the new key and the old one', async () => {
    assert.deepEqual(await send(webhook({ keys: [KEY, OLD_KEY] })), { kind: 'delivered' });
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[0]];
    for (const key of [KEY, OLD_KEY]) {
      const opened = new Webhook(secretOf(key)).verify(body, headers as Record<string, string>) as {
        type: string;
        timestamp: string;
        data: Record<string, unknown>;
      };
      assert.deepEqual([opened.type, opened.timestamp], ['run.judged', AT]);
      const { verdict, run, link, waits_for } = opened.data;
      assert.deepEqual(
        { verdict, run, link, waits_for },
        {
          verdict: 'PASS',
          run: PASSED.run,
          link: `https://ts.example/v1/runs/${PASSED.run}/report`,
          waits_for: 'promotion',
        },
      );
      assert.match(String(opened.data.text), /F1 0\.912 against 0\.871 of production/);
    }
    assert.throws(() =>
      new Webhook(secretOf(Buffer.alloc(32, 8))).verify(body, headers as Record<string, string>),
    );
    assert.throws(() => new Webhook(secretOf(KEY)).verify(`${body} `, headers as Record<string, string>));
    assert.equal(headers['webhook-id'], `ntc_${'3'.repeat(26)}`);
  });

  it('get an error’s text only where they are inside', async () => {
    await send(webhook(), FAILED);
    assert.equal(JSON.parse(receiver.received[0]!.body).data.error.code, 'INPUT_EMPTY_FILE');
    assert.ok(JSON.parse(receiver.received[0]!.body).data.error.advice);
    const body = JSON.stringify(JSON.parse(receiver.received[0]!.body).data);
    assert.doesNotMatch(body, /secret-cases|faults|params/);
  });

  for (const [what, status, expected] of [
    ['a redirection, which is not followed', 302, { code: 'redirect', detail: '302' }],
    ['a fault of the target', 500, { code: 'status', detail: '500' }],
    ['a refusal', 403, { code: 'status', detail: '403' }],
  ] as const) {
    it(`fail with ${what}`, async () => {
      const trap = await Receiver.open();
      answering(status, { location: `${trap.url}/trap` });
      const outcome = await send(webhook());
      assert.deepEqual(outcome, { kind: 'failed', fault: expected, retry: 'later', waitSeconds: null });
      assert.equal(trap.received.length, 0);
      await trap.close();
    });
  }

  it('are given the time that they ask for, and no more once they say that they are gone', async () => {
    answering(429, { 'retry-after': '77' });
    const busy = await send(webhook());
    assert.ok(busy.kind === 'failed' && busy.waitSeconds === 77);
    answering(410);
    const gone = await send(webhook());
    assert.ok(gone.kind === 'failed' && gone.retry === 'off' && gone.fault.code === 'gone');
  });

  it('are not dialled at private addresses unless they are inside, however the address is written', async () => {
    const { port } = new URL(receiver.url);
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '127.1']) {
      const url = new URL(`http://${host}:${port}/hook`);
      const outcome = await send(webhook({ url, facts: facts({ inside: false }) }));
      assert.ok(outcome.kind === 'failed' && outcome.fault.code === 'address', host);
    }
    const metadata = await send(webhook({ url: new URL('http://169.254.169.254/') }));
    assert.ok(metadata.kind === 'failed' && metadata.fault.code === 'address');
    assert.equal(receiver.received.length, 0);
  });

  it('fail when they do not answer in time, break off, or are not there', async () => {
    receiver.answer = () => undefined;
    const slow = await send(webhook({ timeoutSeconds: 0.05 }));
    assert.ok(slow.kind === 'failed' && slow.fault.code === 'timeout');
    receiver.answer = (response) => response.destroy();
    const broken = await send(webhook());
    assert.deepEqual(broken.kind === 'failed' && broken.fault, { code: 'connection', detail: 'ECONNRESET' });
    const port = new URL(receiver.url).port;
    await receiver.close();
    const absent = await send(webhook({ url: new URL(`http://127.0.0.1:${port}`) }));
    assert.deepEqual(absent.kind === 'failed' && absent.fault, {
      code: 'connection',
      detail: 'ECONNREFUSED',
    });
    receiver = await Receiver.open();
  });

  it('are held to their certificate', async () => {
    const safe = await Receiver.open('https');
    const url = new URL(safe.url);
    const strange = await send(webhook({ url }));
    assert.ok(strange.kind === 'failed' && strange.fault.code === 'connection');
    assert.equal(safe.received.length, 0);
    assert.equal(
      (await send(webhook({ url, ca: readFileSync(CERTIFICATE_FILE, 'utf8') }))).kind,
      'delivered',
    );
    await safe.close();
  });

  it('get what Slack, Mattermost and Teams understand', async () => {
    for (const kind of ['slack', 'mattermost', 'teams'] as const)
      assert.equal((await send(chat(kind))).kind, 'delivered');
    const [slack, mattermost, teams] = receiver.received.map(({ body }) => JSON.parse(body));
    const link = `https://ts.example/v1/runs/${PASSED.run}/report`;
    assert.match(slack.text, /^「petitions」通過評估.*正式版本.*0\.871/);
    assert.ok(slack.text.endsWith(` <${link}|查看報告>`), slack.text);
    assert.ok(mattermost.text.endsWith(`[查看報告](${link})`), mattermost.text);
    assert.match(mattermost.text, /`touchstone models promote petitions 3`/);
    const [{ contentType, content }] = teams.attachments;
    assert.deepEqual([teams.type, contentType], ['message', 'application/vnd.microsoft.card.adaptive']);
    assert.deepEqual([content.type, content.version, content.lang], ['AdaptiveCard', '1.4', 'zh-TW']);
    assert.deepEqual(content.actions, [{ type: 'Action.OpenUrl', title: '查看報告', url: link }]);
    assert.match(content.body[1].text, /通過評估/);
  });

  it('show nothing that came from outside as a link, a mention or emphasis', async () => {
    const reason = '<!channel> <https://evil.example|here> @all [here](https://evil.example) **loud**';
    const hostile = { ...REFUSED, error: { ...REFUSED.error, params: { name: 'p', by: 'x', reason } } };
    for (const kind of ['slack', 'mattermost', 'teams'] as const) await send(chat(kind, 'en'), hostile);
    const [slack, mattermost, teams] = receiver.received.map(({ body }) => JSON.parse(body));
    assert.doesNotMatch(slack.text, /<!channel>|<https:\/\/evil/);
    const card = teams.attachments[0].content.body[1].text;
    for (const text of [mattermost.text, card]) {
      assert.doesNotMatch(text, /@all|(?<!\\)\[here|\]\(https:\/\/evil|(?<!\\)\*/);
      assert.match(text, /\\\[here\\\]\\\(https:\/\/evil/);
    }
  });
});
