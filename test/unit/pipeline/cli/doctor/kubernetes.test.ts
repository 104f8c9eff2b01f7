import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cli } from '../../../../../pipeline/cli/context.ts';
import { checkKubernetesSettings } from '../../../../../pipeline/cli/doctor/kubernetes.ts';
// Loaded here, since what it brings along would be new globals of a test.
import '../../../../../pipeline/kubernetes/check.ts';
import { sayIn } from '../../../../../pipeline/cli/texts/speak.ts';
import { readSettings } from '../../../../../pipeline/config/settings.ts';
import { KubernetesServer } from '../../../../servers/kubernetes/api-server.ts';

describe('touchstone doctor on Kubernetes', () => {
  let root: string;
  let cluster: KubernetesServer;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-doctor-'));
    cluster = await KubernetesServer.start({ claims: { models: root }, images: {} });
    writeFileSync(join(root, 'config'), cluster.kubeconfig());
  });
  afterEach(async () => {
    await cluster?.close();
    rmSync(root, { recursive: true });
  });

  const look = async (language: 'en' | 'zh-TW', more: Record<string, string> = {}) => {
    const cli = { say: sayIn(language), language, environment: {}, interrupt: new AbortController().signal };
    const settings = readSettings({
      TOUCHSTONE_KUBERNETES_IMAGE: 'registry.test/trainer:1',
      TOUCHSTONE_KUBERNETES_CONFIG: join(root, 'config'),
      TOUCHSTONE_KUBERNETES_CLAIM: 'models',
      TOUCHSTONE_KUBERNETES_SHARED: root,
      TOUCHSTONE_KUBERNETES_USER: '1000:1000',
      ...more,
    });
    const findings = await checkKubernetesSettings({ cli: cli as unknown as Cli, settings });
    for (const { name, detail, advice } of findings) {
      assert.doesNotMatch(name + detail + advice, /\{\w+\}/);
      assert.ok(!(name + detail + advice).includes(cluster.token));
    }
    return Object.fromEntries(findings.map((finding) => [finding.id.replace('kubernetes.', ''), finding]));
  };
  const states = (found: Awaited<ReturnType<typeof look>>) =>
    Object.fromEntries(Object.entries(found).map(([id, { status }]) => [id, status]));

  it('finds all well, by questions of the server itself, and leaves nothing behind', async () => {
    const found = await look('en');
    assert.deepEqual(states(found), { connection: 'ok', rights: 'ok', claim: 'ok', shared: 'ok' });
    assert.equal(found.connection!.detail, 'version 1.34.2, namespace training');
    assert.deepEqual(readdirSync(root), ['config']);
    assert.deepEqual(cluster.objects.jobs.list(), []);
  });

  it('names the rights that are missing, and tells needed from wished ones', async () => {
    cluster.denied.add('list events');
    assert.equal((await look('en')).rights!.status, 'warn');
    cluster.denied.add('create jobs');
    const { rights } = await look('zh-TW');
    assert.deepEqual(
      [rights!.status, rights!.detail],
      ['fail', '在 training 中缺少：create jobs, list events'],
    );
    assert.match(rights!.advice, /docs\/kubernetes\.md/);
  });

  it('tells a claim that is not there, credentials that are not taken, and a server that is away', async () => {
    const { claim } = await look('en', { TOUCHSTONE_KUBERNETES_CLAIM: 'other' });
    assert.deepEqual([claim!.status, claim!.detail], ['fail', 'other: –, –']);
    writeFileSync(join(root, 'config'), cluster.kubeconfig({ token: 'wrong' }));
    const refused = await look('zh-TW', { TOUCHSTONE_KUBERNETES_SHARED: join(root, 'nowhere') });
    assert.deepEqual(states(refused), { connection: 'fail', shared: 'fail' });
    assert.match(refused.connection!.detail, /不接受我們的憑證/);
    await cluster.outage(async () => {
      assert.match((await look('en')).connection!.detail, /does not answer: ECONN/);
    });
    writeFileSync(join(root, 'config'), 'nothing');
    assert.match((await look('en')).connection!.detail, /names no cluster or no user/);
  });
});
