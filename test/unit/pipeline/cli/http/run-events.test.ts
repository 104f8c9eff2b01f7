import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RemoteProblem } from '../../../../../pipeline/cli/http/remote-problem.ts';
import { type FollowOptions, followRun } from '../../../../../pipeline/cli/http/run-events.ts';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { RunEvent } from '../../../../../pipeline/contracts/events.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { ScriptedServer } from './scripted-server.ts';

const RUN = 'run_1';
const event = (seq: number): RunEvent => ({
  runId: RUN,
  seq,
  at: '2026-11-22T00:00:00Z',
  body: { type: 'progress', stage: 'train', progress: { percent: seq } },
});
const send = (response: ServerResponse, one: RunEvent) =>
  response.write(`id: ${one.seq}\nevent: ${one.body.type}\ndata: ${JSON.stringify(one)}\n\n`);

describe('following a run', () => {
  let server: ScriptedServer | undefined;
  let api: TestApi | undefined;
  afterEach(async () => {
    await server?.stop();
    await api?.close();
    server = undefined;
    api = undefined;
  });

  const options = (more: Partial<FollowOptions> = {}): FollowOptions => ({
    connect: async () => server?.connection ?? { url: api!.url, apiKey: null, language: 'en' },
    signal: new AbortController().signal,
    ...more,
  });
  const collect = async (events: AsyncIterable<RunEvent>) => {
    const seen: number[] = [];
    for await (const one of events) seen.push(one.seq);
    return seen;
  };

  it('gives every event of the real service up to the end of the run', async () => {
    api = await startApi();
    const { id } = await api.startRun();
    const { madeRuns } = api.service;
    setTimeout(() => {
      madeRuns.tell(id, event(0).body);
      madeRuns.finish(id, 'succeeded');
    }, 20);
    assert.deepEqual(await collect(followRun(id, options())), [1, 2, 3]);
  });

  it('does not stop at the end of an attempt after which the run was resumed', async () => {
    api = await startApi();
    const { id } = await api.startRun();
    const { madeRuns } = api.service;
    madeRuns.finish(id, 'failed');
    madeRuns.finish(id, 'queued');
    setTimeout(() => madeRuns.finish(id, 'succeeded'), 20);
    assert.deepEqual(await collect(followRun(id, options())), [1, 2, 3, 4]);
  });

  it('goes on after a broken connection where it was, each event once', async () => {
    let connections = 0;
    let lost = 0;
    server = await ScriptedServer.start((request, response) => {
      if (!request.url!.endsWith('/events')) return void response.writeHead(500).end();
      connections++;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (connections === 1) {
        send(response, event(1));
        send(response, event(2));
        setTimeout(() => request.socket.destroy(), 20);
      } else {
        assert.equal(request.headers['last-event-id'], '2');
        // A server that is too generous.
        for (const seq of [2, 3]) send(response, event(seq));
      }
    });
    const seen: number[] = [];
    for await (const one of followRun(RUN, options({ onLost: () => lost++ }))) {
      seen.push(one.seq);
      if (one.seq === 3) break;
    }
    assert.deepEqual(seen, [1, 2, 3]);
    assert.deepEqual([connections, lost], [2, 1]);
  });

  it('asks where the service is after each loss: another one may have taken over', async () => {
    const first = await ScriptedServer.start((request) => request.socket.destroy());
    api = await startApi();
    const { id } = await api.startRun();
    api.service.madeRuns.finish(id, 'succeeded');
    let asked = 0;
    const connect = async () =>
      asked++ === 0 ? first.connection : { url: api!.url, apiKey: null, language: 'en' as const };
    assert.deepEqual(await collect(followRun(id, options({ connect }))), [1, 2]);
    await first.stop();
  });

  it('reconnects when the stream falls silent', async () => {
    let connections = 0;
    server = await ScriptedServer.start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      send(response, event(++connections));
    });
    for await (const one of followRun(RUN, options({ silenceMs: 40 }))) if (one.seq === 2) break;
    assert.equal(connections, 2);
  });

  it('ends with what the service says when the run is not known', async () => {
    api = await startApi();
    await assert.rejects(
      collect(followRun('run_none', options())),
      (error) => error instanceof RemoteProblem && error.problem.code === 'RUN_NOT_FOUND',
    );
  });

  it('gives up when the service stays away', async () => {
    server = await ScriptedServer.start((request) => request.socket.destroy());
    await assert.rejects(
      collect(followRun(RUN, options({ patienceMs: 0 }))),
      (error) => error instanceof TouchstoneError && error.code === 'CLI_SERVICE_LOST',
    );
  });

  it('can still be stopped after garbage was collected', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    api = await startApi();
    const { id } = await api.startRun();
    const { madeRuns } = api.service;
    const stop = new AbortController();
    let told = 0;
    const teller = setInterval(() => {
      collect();
      madeRuns.tell(id, event(0).body);
      if (++told === 30) stop.abort();
      if (told === 60) madeRuns.finish(id, 'succeeded');
    }, 10);
    let seen = 0;
    for await (const one of followRun(id, options({ signal: stop.signal }))) seen = one.seq;
    clearInterval(teller);
    assert.ok(seen > 0 && told < 60, `stopped after ${told}`);
  });

  it('stops at once when it is told to', async () => {
    server = await ScriptedServer.start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      send(response, event(1));
    });
    const stop = new AbortController();
    for await (const one of followRun(RUN, options({ signal: stop.signal }))) if (one.seq === 1) stop.abort();
  });
});
