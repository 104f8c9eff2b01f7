import assert from 'node:assert/strict';
import { readSettings } from '../../../../pipeline/config/settings.ts';
import { jobManifest } from '../../../../pipeline/kubernetes/job-manifest.ts';
import { installationOf, isJobOf, jobNameOf } from '../../../../pipeline/kubernetes/names.ts';
import { verdictOn } from '../../../servers/kubernetes/job-controller.ts';
import { faultsIn } from '../../../servers/kubernetes/manifest-rules.ts';

const WORK = 'a'.repeat(32);
const order = {
  ...{ name: jobNameOf(WORK, '12345678', 1), installation: installationOf('touch_stone'), work: WORK },
  ...{ attempt: 1, verb: 'train', place: `work/${WORK}`, base: 'bases/b', program: 'programs/p' },
};
const manifest = (more: Readonly<Record<string, string>> = {}) =>
  jobManifest(
    order,
    readSettings({
      TOUCHSTONE_KUBERNETES_IMAGE: 'registry.example/trainer@sha256:'.concat('b'.repeat(64)),
      TOUCHSTONE_KUBERNETES_CLAIM: 'models',
      TOUCHSTONE_KUBERNETES_SHARED: '/srv/models',
      TOUCHSTONE_KUBERNETES_USER: '1000:1000',
      ...more,
    }).kubernetes!,
  );
const ALL = {
  TOUCHSTONE_KUBERNETES_CPUS: '8',
  TOUCHSTONE_KUBERNETES_MEMORY: '32G',
  TOUCHSTONE_KUBERNETES_TIME: '480',
  TOUCHSTONE_KUBERNETES_NODE_SELECTOR: 'cloud.google.com/gke-spot=true',
  TOUCHSTONE_KUBERNETES_TOLERATIONS: 'nvidia.com/gpu:NoSchedule,spot=true:NoExecute,any',
  TOUCHSTONE_KUBERNETES_RUNTIME_CLASS: 'nvidia',
  TOUCHSTONE_KUBERNETES_PRIORITY_CLASS: 'low',
  TOUCHSTONE_KUBERNETES_PULL_SECRETS: 'registry,other',
  TOUCHSTONE_KUBERNETES_SERVICE_ACCOUNT: 'trainer',
  TOUCHSTONE_KUBERNETES_QUEUE: 'lab',
};

describe('the Job of a piece of work', () => {
  it('is as the published schema has it, with the least and with the most that can be set', () => {
    assert.equal(faultsIn(manifest()), null);
    assert.equal(faultsIn(manifest(ALL)), null);
    assert.equal(faultsIn(manifest({ TOUCHSTONE_KUBERNETES_GPU: 'none' })), null);
    // The rules see what is wrong.
    const good = manifest();
    const unknown = { ...good, spec: { ...good.spec!, backoffLimits: 6 } };
    assert.equal(faultsIn(unknown)?.status, 400);
    const wrong = { ...good, spec: { ...good.spec!, backoffLimit: 'six' as unknown as number } };
    assert.equal(faultsIn(wrong)?.status, 422);
  });

  it('asks for what is set, as requests and limits', () => {
    const { spec, metadata } = manifest(ALL);
    const pod = spec!.template.spec!;
    const asked = { cpu: '8', memory: '32768Mi', 'nvidia.com/gpu': '1' };
    assert.deepEqual(pod.containers[0]!.resources, { limits: asked, requests: asked });
    assert.deepEqual(
      [spec!.activeDeadlineSeconds, spec!.ttlSecondsAfterFinished, spec!.suspend],
      [28_800, 3600, true],
    );
    assert.equal(metadata!.labels!['kueue.x-k8s.io/queue-name'], 'lab');
    assert.deepEqual(
      [pod.runtimeClassName, pod.priorityClassName, pod.serviceAccountName, pod.nodeSelector],
      ['nvidia', 'low', 'trainer', { 'cloud.google.com/gke-spot': 'true' }],
    );
    assert.deepEqual(pod.tolerations, [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'spot', operator: 'Equal', value: 'true', effect: 'NoExecute' },
      { key: 'any', operator: 'Exists' },
    ]);
    assert.equal(manifest().spec!.suspend, false);
  });

  it('gives its pod no more than it needs', () => {
    const pod = manifest().spec!.template.spec!;
    const [container] = pod.containers;
    assert.deepEqual([pod.automountServiceAccountToken, pod.enableServiceLinks], [false, false]);
    assert.deepEqual(pod.securityContext, {
      ...{ runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000 },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    assert.deepEqual(container!.securityContext, {
      ...{ allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true },
      capabilities: { drop: ['ALL'] },
    });
    // Of the volume it sees its own work, and reads the base and the trainer.
    assert.deepEqual(
      container!.volumeMounts!.map(({ mountPath, readOnly }) => [mountPath, readOnly ?? false]),
      [
        [`/touchstone/work/${WORK}`, false],
        ['/touchstone/bases/b', true],
        ['/touchstone/programs/p', true],
        ['/tmp', false],
      ],
    );
    assert.doesNotMatch(JSON.stringify(manifest()), /srv\/models|hostPath|hostNetwork/);
  });

  it('goes on after a disruption or a stored checkpoint, and ends with any other end of the program', () => {
    const { rules } = manifest().spec!.podFailurePolicy!;
    const ended = (exitCode: number, disrupted = false) =>
      verdictOn(
        {
          metadata: { name: 'p', namespace: 'n' },
          status: {
            conditions: disrupted ? [{ type: 'DisruptionTarget', status: 'True' }] : [],
            containerStatuses: [
              {
                ...{ name: 'trainer', image: '', imageID: '', ready: false, restartCount: 0 },
                state: { terminated: { exitCode } },
              },
            ],
          },
        },
        rules,
      ).action;
    for (const status of [3, 143]) assert.equal(ended(status), 'Ignore');
    for (const status of [1, 2, 3, 137]) assert.equal(ended(status, true), 'Ignore');
    for (const status of [1, 2, 4, 5, 6, 7, 64, 127, 137]) assert.equal(ended(status), 'FailJob');
    assert.equal(verdictOn({ metadata: {}, status: {} }, rules).action, 'Count');
  });

  it('has a name that fits a label, and cannot be another', () => {
    assert.match(order.name, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
    assert.match(order.installation, /^[0-9a-f]{12}$/);
    for (const [work, life, attempt] of [
      ['../x', '12345678', 1],
      [WORK, 'x', 1],
      [WORK, '12345678', 1.5],
    ] as const)
      assert.throws(() => jobNameOf(work, life, attempt), RangeError);
    assert.ok(isJobOf(order.name, WORK));
    for (const name of ['coredns', order.name.replace(WORK, 'b'.repeat(32)), `${order.name}/x`])
      assert.ok(!isJobOf(name, WORK));
  });
});
