import assert from 'node:assert/strict';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { endpointSettings } from '../../../../pipeline/evaluate/endpoint/settings.ts';
import {
  answering,
  type Behaviour,
  cutting,
  FaultyChatServer,
  type SeenRequest,
  sending,
  silent,
} from '../../../fixtures/faulty-chat-server.ts';
import { called } from '../cli/called.ts';

const KEY = 'sk-canary-0123456789abcdef';
const PHONE = '0912-345-678';
const RECORDS = 12;

/** Says of the even records what they are, and of the odd ones what the others are. */
function reply({ body }: SeenRequest): string {
  const number = Number(/第 (\d+) 件/.exec(body.messages.at(-1)!.content)![1]);
  return JSON.stringify({ label: number % 4 === 3 ? '說不準' : number % 2 === 0 ? '工務局' : '環保局' });
}

describe('touchstone evaluate --endpoint', function () {
  this.timeout(60_000);
  let directory: string;
  let gold: string;
  let server: FaultyChatServer;
  let url: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-endpoint-test-'));
    gold = join(directory, 'gold.jsonl');
    const rows = Array.from({ length: RECORDS }, (_, i) => ({
      id: `r${i}`,
      text: `第 ${i} 件：請聯絡手機${PHONE}，設施損壞。`,
      label: i % 2 === 0 ? '工務局' : '環保局',
    }));
    await writeFile(gold, rows.map((row) => JSON.stringify(row)).join('\n'));
    server = new FaultyChatServer((request) => answering(reply(request)));
    url = await server.start();
  });
  afterEach(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const evaluate = (...more: string[]) =>
    called(['evaluate', '--gold', gold, '--endpoint', url, '--model', 'm', ...more], {
      TOUCHSTONE_HOME: directory,
      MY_KEY: KEY,
    });
  const kept = () =>
    access(`${gold}.answers`).then(
      () => true,
      () => false,
    );

  it('asks about every record, masked, and judges the answers; what cannot be read is a class of its own', async () => {
    const out = join(directory, 'report');
    const { status, last } = await evaluate('--key-env', 'MY_KEY', '--json', '--out', out);
    assert.equal(status, 0);
    const figures = JSON.parse(last);
    assert.deepEqual(figures.endpoint, { model: 'm', unreadable: 3, unanswered: 0, masked: RECORDS });
    assert.equal(figures.accuracy, 9 / 12);
    assert.deepEqual(figures.confusion.labels, ['∅', '工務局', '環保局'].sort());
    assert.match(figures.warnings[0], /3 .*無法判讀|3 have an answer that cannot be read/);
    assert.match(await readFile(join(out, 'predictions.csv'), 'utf8'), /r3/);
    assert.equal(server.seen.length, RECORDS);
    const sent = JSON.stringify(server.seen.map(({ body }) => body));
    assert.ok(!sent.includes(PHONE) && sent.includes('〔手機1〕'));
    assert.ok(server.seen.every(({ authorization }) => authorization === `Bearer ${KEY}`));
    assert.equal(await kept(), false, 'answers are gone once the figures are there');
  });

  it('masks nothing for an endpoint that is inside', async () => {
    const { last } = await evaluate('--inside', '--json');
    assert.equal(JSON.parse(last).endpoint.masked, 0);
    assert.ok(JSON.stringify(server.seen).includes(PHONE));
  });

  it('waits where it is asked to, and tries again where an answer breaks off', async () => {
    const first: Behaviour[] = [sending(429, { error: 'slow down' }, { 'retry-after': '0' }), cutting];
    server.behave = (request, number) => first[number] ?? answering(reply(request));
    const { status, last } = await evaluate('--json');
    assert.equal(status, 0, last);
    assert.equal(JSON.parse(last).endpoint.unreadable, 3);
    assert.equal(server.seen.length, RECORDS + first.length);
  });

  it('goes on where it stood when the endpoint dies half-way, and says what is kept', async () => {
    const refused = sending(401, { error: { code: 'invalid_api_key', message: `no ${KEY}` } });
    server.behave = (request, number) => (number < 5 ? answering(reply(request)) : refused);
    const { status, err } = await evaluate('--key-env', 'MY_KEY');
    assert.equal(status, 4);
    assert.match(err, /EVALUATION_DENIED/);
    assert.match(err, /5 of 12 answers are kept/);
    assert.ok(!err.includes(KEY));
    assert.equal(await kept(), true);
    const paid = server.seen.slice(0, 5).map(({ body }) => JSON.stringify(body));
    server.seen.length = 0;
    server.behave = (request) => answering(reply(request));
    assert.equal((await evaluate('--key-env', 'MY_KEY')).status, 0);
    const again = server.seen.map(({ body }) => JSON.stringify(body));
    assert.equal(again.length, RECORDS - 5);
    assert.ok(again.every((body) => !paid.includes(body)));
  });

  it('keeps what was answered when the person stops it, and does not take another endpoint’s answers', async () => {
    server.behave = (request, number) => (number < 4 ? answering(reply(request)) : silent);
    const stop = new AbortController();
    const running = called(
      ['evaluate', '--gold', gold, '--endpoint', url, '--model', 'm'],
      { TOUCHSTONE_HOME: directory },
      stop.signal,
    );
    while (server.seen.length < 8) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    assert.notEqual((await running).status, 0);
    assert.equal(await kept(), true);
    const other = new FaultyChatServer((request) => answering(reply(request)));
    const otherUrl = await other.start();
    try {
      const { status } = await called(
        ['evaluate', '--gold', gold, '--endpoint', otherUrl, '--model', 'm', '--json'],
        { TOUCHSTONE_HOME: directory },
      );
      assert.equal(status, 0);
      assert.equal(other.seen.length, RECORDS);
    } finally {
      await other.stop();
    }
  });

  it('counts refused, blank and cut-off answers as unanswered', async () => {
    server.behave = (request, number) =>
      number === 0
        ? answering('{"label": "工', { finish: 'length' })
        : number === 1
          ? answering('', { finish: 'content_filter' })
          : answering(reply(request));
    const { last } = await evaluate('--json');
    const { endpoint, n } = JSON.parse(last);
    assert.equal(n, RECORDS);
    assert.equal(endpoint.unanswered, 2);
  });

  it('says what is wrong with the command and with truth that has no texts', async () => {
    const usage = async (...argv: string[]) =>
      (await called(['evaluate', '--gold', gold, ...argv], { TOUCHSTONE_HOME: directory })).err;
    assert.match(await usage(), /Name either --predictions or --endpoint/);
    assert.match(await usage('--endpoint', url, '--predictions', gold), /Name either/);
    assert.match(await usage('--endpoint', url), /--model/);
    assert.match(await usage('--endpoint', url, '--model', 'm', '--key-env', 'NOT_THERE'), /NOT_THERE/);
    await writeFile(gold, '{"id":"1","label":"甲"}\n{"id":"2","label":"乙"}\n');
    assert.match(await usage('--endpoint', url, '--model', 'm'), /EVALUATION_NO_TEXT/);
    assert.equal(server.seen.length, 0);
  });
});

describe('an endpoint as a person names it', () => {
  const named = { url: 'https://host/v1', model: 'm', key: KEY, inside: false };
  const faultOf = (change: Partial<typeof named>): TouchstoneError | null => {
    try {
      endpointSettings({ ...named, ...change });
      return null;
    } catch (thrown) {
      assert.ok(thrown instanceof TouchstoneError);
      return thrown;
    }
  };

  it('is spoken to over https, or on this machine, or inside', () => {
    assert.equal(faultOf({}), null);
    assert.equal(faultOf({ url: 'http://127.0.0.1:8000/v1' }), null);
    assert.equal(faultOf({ url: 'http://models.example/v1', inside: true }), null);
    assert.match(faultOf({ url: 'http://models.example/v1' })!.message, /https/);
  });

  it('is refused with anything secret or odd in it, which is not repeated', () => {
    for (const change of [
      { url: 'https://user:hunter2@host/v1' },
      { url: 'https://host/v1?key=hunter2' },
      { url: 'file:///etc/passwd' },
      { url: 'nothing' },
      { model: 'two words' },
      { key: 'hunter2 with space' },
    ]) {
      const fault = faultOf(change);
      assert.equal(fault?.code, 'EVALUATION_ENDPOINT', JSON.stringify(change));
      assert.doesNotMatch(JSON.stringify([fault, fault!.message]), /hunter2/);
    }
  });
});
