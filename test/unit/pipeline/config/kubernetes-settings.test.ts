import assert from 'node:assert/strict';
import { readSettings } from '../../../../pipeline/config/settings.ts';
import { SETTING_NAMES } from '../../../../pipeline/config/variables.ts';

const NEEDED = {
  TOUCHSTONE_KUBERNETES_IMAGE: 'registry.example:5000/ml/touchstone-trainer:1.2',
  TOUCHSTONE_KUBERNETES_CLAIM: 'models',
  TOUCHSTONE_KUBERNETES_SHARED: '/shared/',
  TOUCHSTONE_KUBERNETES_USER: '1000:2000',
};
const read = (more: Readonly<Record<string, string>> = {}) => readSettings({ ...NEEDED, ...more });

describe('the settings of Kubernetes', () => {
  it('are none unless an image is named, and then sensible', () => {
    assert.equal(readSettings({}).kubernetes, null);
    const { kubernetes, workers } = read();
    assert.deepEqual(kubernetes, {
      connection: { configFile: null, context: null, namespace: null },
      work: ['train', 'predict'],
      volume: { claim: 'models', shared: '/shared', mount: '/touchstone' },
      pod: {
        ...{ image: NEEDED.TOUCHSTONE_KUBERNETES_IMAGE, python: 'python3', device: 'auto' },
        ...{ gpu: { resource: 'nvidia.com/gpu', count: 1 }, cpus: null, memory: null },
        ...{ nodeSelector: {}, tolerations: [], runtimeClass: null, priorityClass: null },
        ...{ pullSecrets: [], serviceAccount: null, user: { uid: 1000, gid: 2000 } },
      },
      job: { queue: null, time: null, keepSeconds: 3600 },
      pollSeconds: 10,
    });
    assert.equal(workers.model, 8);
  });

  it('are read as Kubernetes writes them', () => {
    const { pod } = read({
      TOUCHSTONE_KUBERNETES_GPU: 'amd.com/gpu=2',
      TOUCHSTONE_KUBERNETES_MEMORY: '32G',
      TOUCHSTONE_KUBERNETES_NODE_SELECTOR: 'cloud.google.com/gke-spot=true, gpu=a100',
      TOUCHSTONE_KUBERNETES_TOLERATIONS: 'nvidia.com/gpu:NoSchedule,spot=true,any',
    }).kubernetes!;
    assert.deepEqual(pod.gpu, { resource: 'amd.com/gpu', count: 2 });
    assert.equal(pod.memory, 32_768);
    assert.deepEqual(pod.nodeSelector, { 'cloud.google.com/gke-spot': 'true', gpu: 'a100' });
    assert.deepEqual(pod.tolerations, [
      { key: 'nvidia.com/gpu', value: null, effect: 'NoSchedule' },
      { key: 'spot', value: 'true', effect: null },
      { key: 'any', value: null, effect: null },
    ]);
    assert.equal(read({ TOUCHSTONE_KUBERNETES_GPU: 'none' }).kubernetes!.pod.gpu, null);
  });

  const bad: [name: string, ...values: string[]][] = [
    ['TOUCHSTONE_KUBERNETES_IMAGE', '--privileged', 'a b', 'x\ny', 'Upper/case', '../x'],
    ['TOUCHSTONE_KUBERNETES_CLAIM', 'Models', '../x', 'a/b', '-x'],
    ['TOUCHSTONE_KUBERNETES_SHARED', 'relative'],
    ['TOUCHSTONE_KUBERNETES_MOUNT', '/', '/a/../b', '/a:b', 'a', '/a b'],
    ['TOUCHSTONE_KUBERNETES_NAMESPACE', 'a.b', '../kube-system', 'a/b'],
    ['TOUCHSTONE_KUBERNETES_PYTHON', '-c', 'a b'],
    ['TOUCHSTONE_KUBERNETES_GPU', 'gpu', 'nvidia.com/gpu=0', 'nvidia.com/gpu', 'memory=5'],
    ['TOUCHSTONE_KUBERNETES_MEMORY', '32', '0G', '32Gi'],
    ['TOUCHSTONE_KUBERNETES_USER', '0:0', '1000', 'root:root', '1000:0'],
    ['TOUCHSTONE_KUBERNETES_NODE_SELECTOR', 'a', 'a=b c', '=b', '/x=y'],
    ['TOUCHSTONE_KUBERNETES_TOLERATIONS', 'a:Whatever', '=x', 'a b'],
    ['TOUCHSTONE_KUBERNETES_PULL_SECRETS', 'A', 'a,../b'],
    ['TOUCHSTONE_KUBERNETES_QUEUE', 'a b', 'a/b'],
    ['TOUCHSTONE_KUBERNETES_WORK', 'train,destroy'],
    ['TOUCHSTONE_KUBERNETES_KEEP', '5'],
  ];
  for (const [name, ...values] of bad)
    it(`refuse what ${name} cannot be`, () => {
      for (const value of values)
        assert.throws(() => read({ [name]: value }), new RegExp(`SETTINGS_INVALID[\\s\\S]*${name}`), value);
    });

  it('need a claim and its folder, and go with no other cluster, but with nodes beside it', () => {
    const { TOUCHSTONE_KUBERNETES_IMAGE: image } = NEEDED;
    assert.throws(() => readSettings({ TOUCHSTONE_KUBERNETES_IMAGE: image }), /TOUCHSTONE_KUBERNETES_CLAIM/);
    assert.throws(
      () => read({ TOUCHSTONE_SLURM_SHARED: '/s' }),
      /TOUCHSTONE_KUBERNETES_IMAGE is set as well/,
    );
    assert.equal(read({ TOUCHSTONE_NODES: 'train' }).nodes.hands, 'train');
  });

  it('are all named, so that the settings file takes them', () => {
    for (const name of ['IMAGE', 'CONFIG', 'TOLERATIONS', 'POLL'])
      assert.ok(SETTING_NAMES.includes(`TOUCHSTONE_KUBERNETES_${name}`));
  });
});
