import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubernetesClient } from '../../../../pipeline/kubernetes/client.ts';
import { KubernetesServer } from '../../../servers/kubernetes/api-server.ts';
import { ApiError } from '../../../servers/kubernetes/objects.ts';

const never = new AbortController().signal;

describe('asking the API server', () => {
  let cluster: KubernetesServer;
  let client: KubernetesClient;
  let root: string;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-client-'));
    cluster = await KubernetesServer.start({ claims: { models: root }, images: {} });
    const configFile = join(root, 'config');
    writeFileSync(configFile, cluster.kubeconfig());
    client = new KubernetesClient({ configFile, context: null, namespace: null });
  });
  afterEach(async () => {
    await cluster?.close();
    rmSync(root, { recursive: true });
  });

  it('reads long lists by pages, anew where the rest has expired', async () => {
    const about = { metadata: { uid: 'u', name: 'n' } };
    for (let n = 0; n < 3; n++) cluster.objects.note(about, 'R', `${n}`);
    cluster.kubelet.unschedulable = 'not now';
    for (let n = 0; n < 600; n++)
      cluster.objects.pods.create({
        metadata: { name: `p${n}`, labels: { a: 'b' } },
        status: { phase: 'Running' },
      });
    assert.equal((await client.pods('a=b', never)).length, 600);
    assert.equal((await client.pods('a=c', never)).length, 0);
    const asked = cluster.seen.length;
    const first = cluster.seen.filter((line) => line.includes('/pods'));
    assert.deepEqual(
      first.map((line) => /continue=(\d+)/.exec(line)?.[1] ?? '0'),
      ['0', '250', '500', '0'],
    );
    const expired = new ApiError(410, 'Expired', 'The provided continue parameter is too old');
    cluster.faults.push(expired);
    assert.equal((await client.pods('a=b', never)).length, 600);
    assert.equal(cluster.seen.length - asked, 4);
    assert.equal((await client.events('u', never)).length, 3);
  });

  it('ends with the signal’s reason, and knows what is not there', async () => {
    assert.equal(await client.job('touchstone-x', never), null);
    await client.deleteJob('touchstone-x', never);
    assert.equal((await client.claim('models', never))?.status?.phase, 'Bound');
    await assert.rejects(client.version(AbortSignal.abort(new Error('stop'))), /stop/);
  });
});
