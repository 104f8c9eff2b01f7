import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { runEventSchema } from '../../../../pipeline/contracts/api/run-event.ts';
import type { RunEvent } from '../../../../pipeline/contracts/events.ts';
import { startApi, type TestApi } from './fixture.ts';

describe('run events', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await startApi({ limits: { heartbeatMs: 30, followerStallMs: 5_000, followers: 3 } });
  });
  afterEach(() => api.close());

  const follow = (id: string, headers: Record<string, string> = {}, query = ''): Promise<Response> =>
    fetch(`${api.url}/v1/runs/${id}/events${query}`, { headers });

  const progress = (id: string, percent: number, text = ''): void =>
    api.service.madeRuns.tell(id, {
      type: 'progress',
      stage: 'train',
      progress: { percent, message: { en: text, 'zh-TW': text } },
    });

  it('come as they happen, numbered, and end with the run', async () => {
    const { id } = await api.startRun();
    const response = await follow(id);
    assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const reading = response.text();
    for (let percent = 1; percent <= 3; percent++) {
      await sleep(5);
      progress(id, percent);
    }
    api.service.madeRuns.finish(id, 'succeeded');
    const text = await reading;
    const events = eventsIn(text);
    assert.deepEqual(
      events.map(({ seq, body }) => `${seq} ${body.type}`),
      ['1 run', '2 progress', '3 progress', '4 progress', '5 run'],
    );
    assert.match(text, /\n\nid: 2\nevent: progress\ndata: \{/);
  });

  it('go on after the last one seen, by header before query', async () => {
    const { id } = await api.startRun();
    for (let percent = 1; percent <= 4; percent++) progress(id, percent);
    api.service.madeRuns.finish(id, 'failed', { code: 'INTERNAL', params: { detail: 'x' } });
    const seqs = async (headers: Record<string, string>, query: string): Promise<number[]> =>
      eventsIn(await (await follow(id, headers, query)).text()).map(({ seq }) => seq);
    assert.deepEqual(await seqs({}, '?after=4'), [5, 6]);
    assert.deepEqual(await seqs({ 'last-event-id': '3' }, ''), [4, 5, 6]);
    assert.deepEqual(await seqs({ 'last-event-id': '5' }, '?after=1'), [6]);
  });

  it('are each seen once and in order by a follower who keeps losing the connection', async () => {
    const { id } = await api.startRun();
    const seen: number[] = [];
    const working = (async () => {
      for (let percent = 1; percent <= 60; percent++) {
        await sleep(1);
        progress(id, percent);
      }
      api.service.madeRuns.finish(id, 'succeeded');
    })();
    for (let lost = 0; ; lost++) {
      const response = await getEvents(api, id, seen.at(-1) ?? 0);
      if (response.statusCode === 204) break;
      let rest = '';
      for await (const chunk of response) {
        rest += String(chunk);
        const end = rest.lastIndexOf('\n\n') + 2;
        if (end < 2) continue;
        seen.push(...eventsIn(rest.slice(0, end)).map(({ seq }) => seq));
        rest = rest.slice(end);
        // Leaving the loop destroys the connection.
        if (seen.length > lost * 10) break;
      }
    }
    await working;
    assert.deepEqual(
      seen,
      Array.from({ length: 62 }, (_, index) => index + 1),
    );
  });

  it('tell an event source that has seen the end to stop asking', async () => {
    const { id } = await api.startRun();
    api.service.madeRuns.finish(id, 'succeeded');
    assert.equal((await follow(id, { 'last-event-id': '2' })).status, 204);
  });

  it('do not stop at the end of an earlier attempt: a resumed run goes on', async () => {
    const { id } = await api.startRun();
    api.service.madeRuns.finish(id, 'failed', { code: 'INTERNAL', params: { detail: 'x' } });
    await api.service.runs.resume(id, 'en');
    const reading = (await follow(id)).text();
    await sleep(20);
    api.service.madeRuns.finish(id, 'succeeded');
    const statuses = eventsIn(await reading).map(({ body }) => body.type === 'run' && body.status);
    assert.deepEqual(statuses, ['queued', 'failed', 'queued', 'succeeded']);
  });

  it('tell errors in the reader’s language', async () => {
    const { id } = await api.startRun();
    api.service.madeRuns.finish(id, 'failed', { code: 'RUN_CANCELLED' });
    const text = await (await follow(id, { 'accept-language': 'zh-TW' })).text();
    assert.match(text, /執行已取消。/);
  });

  it('keep an idle connection alive with comments', async () => {
    const { id } = await api.startRun();
    const reading = (await follow(id)).text();
    await sleep(120);
    api.service.madeRuns.finish(id, 'succeeded');
    const beats = (await reading).match(/^: still here$/gm) ?? [];
    assert.ok(beats.length >= 2, `${beats.length} heartbeats`);
  });

  it('wait for a slow reader instead of piling up, and then come whole and in order', async () => {
    const { id } = await api.startRun();
    const count = 6000;
    const filling = 'x'.repeat(2000);
    for (let percent = 1; percent <= count; percent++) progress(id, percent, filling);
    api.service.madeRuns.finish(id, 'succeeded');
    const socket = await followRaw(api, id);
    // Nothing is read: only what fits into the buffers of the two sockets may have been taken from the service.
    await sleep(150);
    const taken = api.service.madeRuns.handedOut;
    assert.ok(taken < count / 2, `${taken} events were taken for a reader that reads nothing`);
    await sleep(100);
    assert.equal(api.service.madeRuns.handedOut, taken);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const ids = [
      ...Buffer.concat(chunks)
        .toString()
        .matchAll(/^id: (\d+)$/gm),
    ].map((match) => Number(match[1]));
    assert.deepEqual(
      ids,
      Array.from({ length: count + 2 }, (_, index) => index + 1),
    );
  });

  it('drop a reader who takes nothing for long', async () => {
    const impatient = await startApi({ limits: { followerStallMs: 60 } });
    const { id } = await impatient.startRun();
    for (let percent = 1; percent <= 4000; percent++) {
      impatient.service.madeRuns.tell(id, {
        type: 'progress',
        stage: 'train',
        progress: { percent, message: { en: 'x'.repeat(2000), 'zh-TW': '' } },
      });
    }
    const socket = await followRaw(impatient, id);
    socket.pause();
    await waitFor(() => impatient.service.madeRuns.followers === 1);
    await waitFor(() => impatient.service.madeRuns.followers === 0);
    assert.equal(impatient.service.madeRuns.followers, 0);
    socket.destroy();
    await impatient.close();
  });

  it('let go of readers who leave', async () => {
    const { id } = await api.startRun();
    for (let round = 0; round < 10; round++) {
      const leave = new AbortController();
      await fetch(`${api.url}/v1/runs/${id}/events`, { signal: leave.signal });
      leave.abort();
      await waitFor(() => api.service.madeRuns.followers === 0);
    }
    assert.equal(api.service.madeRuns.followers, 0);
  });

  it('are not given to more readers than agreed', async () => {
    const { id } = await api.startRun();
    const leave = new AbortController();
    for (let reader = 0; reader < 3; reader++)
      await fetch(`${api.url}/v1/runs/${id}/events`, { signal: leave.signal });
    const refused = await follow(id);
    assert.equal(refused.status, 503);
    assert.equal(((await refused.json()) as { code: string }).code, 'FOLLOWERS_TOO_MANY');
    leave.abort();
    await waitFor(() => api.service.madeRuns.followers === 0);
    const again = await follow(id);
    assert.equal(again.status, 200);
    await again.body?.cancel();
  });

  it('refuse a run that is not there and an id that is no number', async () => {
    assert.equal((await follow('run_none')).status, 404);
    const { id } = await api.startRun();
    for (const wrong of ['x', '-1', '1.5', 'NaN', '1e400']) {
      assert.equal((await follow(id, { 'last-event-id': wrong })).status, 400, wrong);
      assert.equal((await follow(id, {}, `?after=${wrong}`)).status, 400, wrong);
    }
  });

  it('say what went wrong when the service fails in the middle', async () => {
    const { id } = await api.startRun();
    const { events } = api.service.runs;
    Object.assign(api.service.runs, {
      events: async function* (...call: Parameters<typeof events>) {
        for await (const event of events(...call)) {
          yield event;
          throw new Error('database password is hunter2');
        }
      },
    });
    const text = await (await follow(id)).text();
    assert.match(text, /\n\nevent: problem\ndata: \{"type":"urn:touchstone:error:INTERNAL"/);
    assert.ok(!text.includes('hunter2'));
    assert.equal(api.faults.length, 1);
  });

  it('end when the service stops', async () => {
    const { id } = await api.startRun();
    const reading = (await follow(id)).text();
    await sleep(20);
    await api.close();
    assert.equal(eventsIn(await reading).length, 1);
  });

  it('answer HEAD without following', async () => {
    const { id } = await api.startRun();
    const response = await fetch(`${api.url}/v1/runs/${id}/events`, { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.equal(api.service.madeRuns.followers, 0);
  });
});

function eventsIn(text: string): RunEvent[] {
  return [...text.matchAll(/^data: (.*)$/gm)].flatMap((match) => {
    const parsed = runEventSchema.safeParse(JSON.parse(match[1]!));
    return parsed.success ? [parsed.data as RunEvent] : [];
  });
}

async function getEvents(api: TestApi, id: string, lastEventId: number): Promise<IncomingMessage> {
  const headers = { 'last-event-id': String(lastEventId) };
  const asking = get(`${api.url}/v1/runs/${id}/events`, { headers, agent: false });
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return response.setEncoding('utf8');
}

async function followRaw(api: TestApi, id: string): Promise<Socket> {
  const socket = connect({ port: api.port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.write(`GET /v1/runs/${id}/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return socket;
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !condition(); tries++) await sleep(5);
}
