import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkJenkins } from '../../../jenkins/check/check.ts';
import { PLUGINS } from '../../../jenkins/check/plugins.ts';
import type { JenkinsSettings } from '../../../pipeline/contracts/jenkins.ts';
import { freePort } from '../../servers/free-port.ts';
import { ADMIN, type ControllerOptions, JenkinsController } from '../../servers/jenkins/controller.ts';
import { FOLDER, jobXml, settingsFor } from './world.ts';

const { signal } = new AbortController();
const ALL = Object.values(PLUGINS)
  .flat()
  .map((shortName) => ({ shortName, version: '1' }));

/** A certificate that signed itself; with `days` of -1 it expired yesterday, which `req -x509` does not make. */
function certificate(directory: string, name: string, host: string, days: number) {
  const [key, request, cert, extra] = ['key', 'csr', 'pem', 'ext'].map((end) =>
    join(directory, `${name}.${end}`),
  );
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  writeFileSync(extra!, `subjectAltName=${host}\n`);
  openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key!,
    '-subj',
    '/CN=test',
    '-out',
    request!,
  );
  const signed = ['-signkey', key!, '-days', String(days), '-extfile', extra!, '-out', cert!];
  openssl('x509', '-req', '-in', request!, ...signed);
  return { key: readFileSync(key!, 'utf8'), cert: readFileSync(cert!, 'utf8') };
}

describe('the check of a connection to Jenkins', () => {
  let controller: JenkinsController | null = null;
  let server: Server | null = null;
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-certificates-'));
  after(() => rmSync(directory, { recursive: true }));
  afterEach(async () => {
    await controller?.stop();
    server?.closeAllConnections();
    server?.close();
    controller = server = null;
  });
  const begin = async (options: ControllerOptions = {}) => {
    controller = await JenkinsController.start({ plugins: ALL, ...options });
    controller.items.add('team', FOLDER);
    controller.items.add('team/retrain', jobXml('NAME'));
    return controller;
  };
  /** Name, status and code of each finding that is not ok. */
  const amiss = async (settings: JenkinsSettings) =>
    (await checkJenkins(settings, signal))
      .filter(({ status }) => status !== 'ok')
      .map(({ name, status, error }) => [name, status, error?.code]);
  const answering = async (listener: RequestListener) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  };
  const anywhere = (url: URL, own: Partial<JenkinsSettings> = {}): JenkinsSettings => ({
    ...{ url, user: 'admin', token: 't', folder: '', job: 'j', ca: null, timeoutSeconds: 20, training: null },
    ...own,
  });

  it('is content with what is right, with a token or a password, with crumbs or without, below a path', async () => {
    for (const options of [{}, { crumbs: false }, { prefix: '/jenkins' }]) {
      const jenkins = await begin(options);
      assert.deepEqual(await amiss(settingsFor(jenkins)), []);
      assert.deepEqual(await amiss(settingsFor(jenkins, { token: ADMIN.password })), []);
      await jenkins.stop();
    }
    controller = null;
  });

  it('tells a host without address from one that refuses, and from one that is silent', async () => {
    const unknown = anywhere(new URL('http://no-such-host.invalid'));
    assert.deepEqual(await amiss(unknown), [['connection', 'fail', 'JENKINS_HOST_UNKNOWN']]);
    const nobody = anywhere(new URL(`http://127.0.0.1:${await freePort()}`));
    assert.deepEqual(await amiss(nobody), [['connection', 'fail', 'JENKINS_REFUSED']]);
    const silent = anywhere(await answering(() => undefined), { timeoutSeconds: 0.05 });
    assert.deepEqual(await amiss(silent), [['connection', 'fail', 'JENKINS_TIMEOUT']]);
  });

  it('tells a certificate that nobody signed, one that expired and one of another host', async () => {
    const [own, old] = [
      certificate(directory, 'own', 'IP:127.0.0.1', 30),
      certificate(directory, 'old', 'IP:127.0.0.1', -1),
    ];
    const other = certificate(directory, 'other', 'DNS:elsewhere.example', 30);
    for (const [tls, ca, code] of [
      [own, null, 'JENKINS_CERTIFICATE_UNKNOWN'],
      [old, old.cert, 'JENKINS_CERTIFICATE_EXPIRED'],
      [other, other.cert, 'JENKINS_CERTIFICATE_HOST'],
      [own, own.cert, null],
    ] as const) {
      const jenkins = await begin({ tls });
      const found = await amiss(settingsFor(jenkins, { ca }));
      assert.deepEqual(found, code === null ? [] : [['connection', 'fail', code]]);
      await jenkins.stop();
    }
    controller = null;
    const plain = await answering((_, response) => response.end());
    plain.protocol = 'https:';
    assert.deepEqual(await amiss(anywhere(plain)), [['connection', 'fail', 'JENKINS_TLS']]);
  });

  it('tells wrong credentials from missing permission', async () => {
    const jenkins = await begin({
      users: [ADMIN, { ...ADMIN, name: 'blind', may: [] }, { ...ADMIN, name: 'plain', may: ['read'] }],
    });
    assert.deepEqual(await amiss(settingsFor(jenkins, { token: 'wrong' })), [
      ['connection', 'fail', 'JENKINS_UNAUTHORIZED'],
    ]);
    assert.deepEqual(await amiss(settingsFor(jenkins, { user: 'blind' })), [
      ['connection', 'fail', 'JENKINS_FORBIDDEN'],
    ]);
    assert.deepEqual(await amiss(settingsFor(jenkins, { user: 'plain' })), [
      ['plugins', 'warn', 'JENKINS_FORBIDDEN'],
    ]);
  });

  it('tells a crumb that is not accepted, as behind a proxy that keeps cookies to itself', async () => {
    const jenkins = await begin();
    const passing = await answering((request, response) => {
      const { cookie: _, ...headers } = request.headers as Record<string, string>;
      void fetch(`${jenkins.url}${request.url}`, {
        method: request.method!,
        headers: { ...headers, connection: 'close' },
      }).then(async (reply) => {
        response.writeHead(reply.status, {
          'content-type': reply.headers.get('content-type') ?? '',
          'x-jenkins': reply.headers.get('x-jenkins') ?? '',
        });
        response.end(await reply.text());
      });
    });
    const settings = settingsFor(jenkins, { url: passing, token: ADMIN.password });
    assert.deepEqual((await amiss(settings))[0], ['permission', 'fail', 'JENKINS_CRUMB']);
    assert.deepEqual(await amiss({ ...settings, token: ADMIN.token }), []);
  });

  it('tells what is not Jenkins, is starting, or sends on', async () => {
    const page = await answering((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome'),
    );
    assert.deepEqual(await amiss(anywhere(page)), [['connection', 'fail', 'JENKINS_NOT_JENKINS']]);
    server!.close();
    const missing = await answering((_, response) => response.writeHead(404).end('nothing'));
    assert.deepEqual(await amiss(anywhere(missing)), [['connection', 'fail', 'JENKINS_NOT_JENKINS']]);
    server!.close();
    const login = await answering((_, response) =>
      response.writeHead(302, { location: 'https://sso.example/login?secret=1' }).end(),
    );
    const [finding] = await checkJenkins(anywhere(login), signal);
    assert.equal(finding?.error?.code, 'JENKINS_REDIRECTED');
    assert.equal(finding?.error?.params.to, 'https://sso.example/…');
    const jenkins = await begin();
    jenkins.starting = true;
    assert.deepEqual(await amiss(settingsFor(jenkins)), [['connection', 'fail', 'JENKINS_STARTING']]);
  });

  it('tells a folder, a job and plugins that are missing or not what they should be', async () => {
    const jenkins = await begin({
      plugins: ALL.map((one) => (one.shortName === 'git' ? { ...one, active: false } : one)).slice(1),
    });
    const found = await amiss(settingsFor(jenkins, { folder: 'taem' }));
    assert.deepEqual(found, [
      ['folder', 'fail', 'JENKINS_FOLDER_MISSING'],
      ['plugins', 'fail', 'JENKINS_PLUGIN_MISSING'],
    ]);
    const [plugins] = (await checkJenkins(settingsFor(jenkins), signal)).filter(
      ({ name }) => name === 'plugins',
    );
    assert.equal(plugins?.error?.params.names, `${ALL[0]!.shortName}, git`);
    assert.deepEqual((await amiss(settingsFor(jenkins, { folder: 'team/retrain' })))[0], [
      'folder',
      'fail',
      'JENKINS_NOT_A_FOLDER',
    ]);
    assert.deepEqual((await amiss(settingsFor(jenkins, { job: 'other' })))[0], [
      'job',
      'warn',
      'JENKINS_JOB_MISSING',
    ]);
    jenkins.job('team/retrain').switchedOff = true;
    assert.deepEqual((await amiss(settingsFor(jenkins)))[0], ['job', 'fail', 'JENKINS_JOB_DISABLED']);
    jenkins.items.add('team/plain', '<flow-definition></flow-definition>');
    assert.deepEqual((await amiss(settingsFor(jenkins, { job: 'plain' })))[0], [
      'job',
      'fail',
      'JENKINS_JOB_PLAIN',
    ]);
  });
});
