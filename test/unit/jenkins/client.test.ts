import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JenkinsClient } from '../../../jenkins/client/client.ts';
import type { JenkinsController } from '../../servers/jenkins/controller.ts';
import { ADMIN } from '../../servers/jenkins/controller.ts';
import { openWorld, settingsFor } from './world.ts';

const { signal } = new AbortController();
const FILE_PARAMETER =
  '<io.jenkins.plugins.file__parameters.StashedFileParameterDefinition><name>TRAIN</name></io.jenkins.plugins.file__parameters.StashedFileParameterDefinition>';

describe('the client of Jenkins', () => {
  let controller: JenkinsController;
  let client: JenkinsClient;
  let server: Server | null = null;
  beforeEach(async () => {
    ({ controller, client } = await openWorld());
  });
  afterEach(async () => {
    await controller.stop();
    server?.closeAllConnections();
    server?.close();
    server = null;
  });
  const clientOf = async (listener: RequestListener, timeoutSeconds = 20) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return new JenkinsClient(settingsFor(controller, { url, timeoutSeconds }));
  };

  it('sends files with parameters of any text, by password as well', async () => {
    const { config } = controller.job('team/retrain');
    controller.job('team/retrain').config = config.replace(
      '<parameterDefinitions>',
      `<parameterDefinitions>${FILE_PARAMETER}`,
    );
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45]);
    for (const token of [ADMIN.token, ADMIN.password]) {
      const sender = new JenkinsClient(settingsFor(controller, { token }));
      const name = `試\r\n"${token.length}"`;
      await sender.trigger('team/retrain', { NAME: name }, signal, new Map([['TRAIN', new Blob([bytes])]]));
      const [build] = controller.job('team/retrain').builds;
      assert.equal(build!.parameters.get('NAME'), name);
      assert.deepEqual(build!.files.get('TRAIN'), bytes);
    }
  });

  it('fetches another crumb when a restart has ended its session', async () => {
    const sender = new JenkinsClient(settingsFor(controller, { token: ADMIN.password }));
    await sender.trigger('team/retrain', { NAME: 'a' }, signal);
    await controller.restart();
    await sender.trigger('team/retrain', { NAME: 'b' }, signal);
    const issued = controller.seen.filter((line) => line.includes('/crumbIssuer/'));
    assert.equal(issued.length, 2);
  });

  it('reads jobs whose names need care in an address', async () => {
    for (const name of ['a b', '試金石', 'x%2F..', 'q?r#s']) {
      controller.items.add(`team/${name}`, '<flow-definition/>');
      assert.equal(await client.config(`team/${name}`, signal), '<flow-definition/>');
    }
    assert.equal(await client.item('team/nothing', signal), null);
    assert.equal(await client.queueItem(99, signal), null);
    assert.equal(await client.cancel(99, signal), false);
    assert.equal(await client.stop('team/retrain', 99, signal), false);
  });

  it('notices an answer that is cut off, and one that is not what was asked for', async () => {
    const cut = await clientOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"_class":', () => response.destroy());
    });
    await assert.rejects(cut.item('a', signal), { code: 'JENKINS_CONNECTION_LOST' });
    server!.close();
    const odd = await clientOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"builds":[{"number":"one"}]}');
    });
    await assert.rejects(odd.builds('a', signal), { code: 'JENKINS_ANSWER' });
    server!.close();
    const broken = await clientOf((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"builds":');
    });
    await assert.rejects(broken.builds('a', signal), { code: 'JENKINS_ANSWER' });
  });

  it('bears an upload that takes longer than one request may, as long as it goes on', async () => {
    let bytes = 0;
    const slow = await clientOf((request, response) => {
      if (request.url?.includes('crumbIssuer')) return void response.writeHead(404).end();
      request.on('data', (piece: Buffer) => {
        bytes += piece.length;
        request.pause();
        setTimeout(() => request.resume(), 3);
      });
      request.on('end', () => response.writeHead(201, { location: 'http://elsewhere/queue/item/5/' }).end());
    }, 2);
    const files = new Map([['TRAIN', new Blob([Buffer.alloc(40_000_000)])]]);
    assert.equal(await slow.trigger('a', {}, signal, files), 5);
    assert.ok(bytes > 40_000_000);
  });

  it('ends at once when it is told to', async () => {
    const silent = await clientOf(() => undefined);
    const stop = new AbortController();
    const asked = silent.item('a', stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await assert.rejects(asked, /enough/);
  });
});
