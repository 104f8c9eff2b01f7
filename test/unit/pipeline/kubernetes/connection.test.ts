import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { connect } from '../../../../pipeline/kubernetes/connection.ts';
// Loaded here, since what it brings along would be new globals of a test.
import '@kubernetes/client-node';

const SECRET = 'a-token-that-nobody-may-see';

describe('how the cluster is reached', () => {
  let file: string;
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-kubeconfig-'));
    file = join(root, 'config');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const written = (more: { cluster?: object; user?: object; context?: object } = {}) =>
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: 'https://cluster.test:6443', ...more.cluster } }],
      users: [{ name: 'u', user: { token: SECRET, ...more.user } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u', ...more.context } }],
      'current-context': 'x',
    });
  const settings = (more: { context?: string; namespace?: string } = {}) => ({
    ...{ configFile: file, context: null, namespace: null },
    ...more,
  });

  it('is what the kubeconfig says, with the namespace of its context unless one is set', async () => {
    writeFileSync(file, written({ context: { namespace: 'training' } }));
    assert.equal((await connect(settings())).namespace, 'training');
    assert.equal((await connect(settings({ namespace: 'other' }))).namespace, 'other');
    writeFileSync(file, written());
    assert.equal((await connect(settings())).namespace, 'default');
  });

  const refused: [what: string, text: () => string, why: RegExp][] = [
    ['a file that is none', () => `token: ${SECRET}\n  bad: [`, /no kubeconfig/],
    ['an empty one', () => '', /no kubeconfig/],
    ['plain http', () => written({ cluster: { server: 'http://cluster.test' } }), /https/],
    ['no check of the server', () => written({ cluster: { 'insecure-skip-tls-verify': true } }), /insecure/],
    ['a program', () => written({ user: { exec: { command: 'steal', apiVersion: 'x' } } }), /exec/],
    [
      'an old plugin',
      () => written({ user: { 'auth-provider': { name: 'gcp', config: {} } } }),
      /auth-provider/,
    ],
    ['a context of nothing', () => written({ context: { cluster: 'none' } }), /no cluster/],
  ];
  for (const [what, text, why] of refused)
    it(`is not by ${what}, and nothing of the file is told`, async () => {
      writeFileSync(file, text());
      const error = await connect(settings()).then(
        () => assert.fail('it was taken'),
        (thrown: unknown) => thrown as TouchstoneError,
      );
      assert.equal(error.code, 'KUBERNETES_CONFIG');
      assert.match(error.message, why);
      assert.ok(
        !`${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`.includes(SECRET),
      );
    });

  it('needs the file, and without one a pod', async () => {
    await assert.rejects(connect(settings()), /KUBERNETES_CONFIG[\s\S]*ENOENT/);
    writeFileSync(file, written());
    await assert.rejects(connect(settings({ context: 'other' })), /no context/);
    await assert.rejects(connect({ ...settings(), configFile: null }), /runs in no pod/);
  });
});
