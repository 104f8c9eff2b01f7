import assert from 'node:assert/strict';
import type { V1ContainerState, V1Job, V1Pod, V1PodCondition } from '@kubernetes/client-node';
import { messageOf } from '../../../../pipeline/executor/kubernetes/progress.ts';
import { askedForEvents, finalOf, podsByJob, seenJob } from '../../../../pipeline/kubernetes/job-state.ts';

const job = (more: Partial<V1Job> = {}): V1Job => ({
  metadata: { name: 'j', uid: 'of-job', labels: { 'kueue.x-k8s.io/queue-name': 'lab' } },
  ...more,
});
const pod = (
  phase: string,
  state: V1ContainerState | null = null,
  conditions: V1PodCondition[] = [],
): V1Pod => ({
  metadata: { name: 'p', uid: 'of-pod', labels: { 'job-name': 'j' }, creationTimestamp: new Date(1000) },
  spec: { nodeName: 'node-a', containers: [] },
  status: {
    phase,
    conditions,
    ...(state === null
      ? {}
      : {
          containerStatuses: [
            { name: 'trainer', image: '', imageID: '', ready: true, restartCount: 0, state },
          ],
        }),
  },
});
const warning = (reason: string, message: string) => ({
  ...{ metadata: {}, involvedObject: {}, type: 'Warning', reason, message, lastTimestamp: new Date() },
});
const unschedulable = (message: string) =>
  pod('Pending', null, [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }]);

describe('what is seen of a job of Kubernetes', () => {
  const waits: [message: string, english: RegExp, stuck: boolean][] = [
    [
      '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.',
      /No node has a free graphics processor/,
      false,
    ],
    ['0/3 nodes are available: 3 Insufficient memory.', /processors or memory/, false],
    ["0/3 nodes: 3 node(s) didn't match Pod's node affinity/selector.", /NODE_SELECTOR/, true],
    ['0/1 nodes: 1 node(s) had untolerated taint {spot: true}.', /TOLERATIONS/, true],
    ['persistentvolumeclaim "models" not found', /CLAIM/, true],
    ['pod has unbound immediate PersistentVolumeClaims', /not bound/, false],
    ['something of next year', /No node can take it now/, false],
  ];
  for (const [message, english, stuck] of waits)
    it(`tells in both languages that it waits: ${message}`, () => {
      const said = messageOf(seenJob(job(), [unschedulable(message)], []));
      assert.match(said.en, english.source.startsWith('No') ? english : new RegExp(english.source, 'i'));
      assert.match(said.en, /\[Unschedulable\]$/);
      assert.match(said['zh-TW'], /^Kubernetes 作業 j 等候中：.*\[Unschedulable\]$/);
      assert.equal(/will not begin by itself/.test(said.en), stuck);
      assert.equal(/不會自行開始/.test(said['zh-TW']), stuck);
    });

  it('asks for events only where the state itself does not say why', () => {
    assert.equal(askedForEvents(job(), []), 'of-job');
    assert.equal(askedForEvents(job(), [unschedulable('x')]), null);
    const creating = pod('Pending', { waiting: { reason: 'ContainerCreating' } });
    assert.equal(askedForEvents(job(), [creating]), 'of-pod');
    assert.equal(askedForEvents(job(), [pod('Running', { running: {} })]), null);
    assert.equal(askedForEvents(job({ spec: { suspend: true, template: {} } }), []), null);
    const mount = messageOf(seenJob(job(), [creating], [warning('FailedMount', 'timed out\nwaiting')]));
    assert.match(
      mount.en,
      /The volume cannot be mounted on its node yet \(timed out waiting\) \[FailedMount\]$/,
    );
  });

  it('tells a queue of Kueue from somebody who suspended it', () => {
    const suspended = { spec: { suspend: true, template: {} } };
    assert.match(
      messageOf(seenJob(job(suspended), [], [])).en,
      /Kueue has not admitted it from the queue lab/,
    );
    const bare = job({ ...suspended, metadata: { name: 'j' } });
    assert.match(messageOf(seenJob(bare, [], [])).en, /It will not begin by itself: somebody suspended it/);
  });

  it('tells where it runs, that it goes on after a pod that was lost, and what is new to us on one line', () => {
    const running = pod('Running', { running: {} });
    assert.equal(messageOf(seenJob(job(), [running], [])).en, 'Kubernetes job j runs on node-a');
    const again = messageOf(seenJob(job(), [pod('Failed'), unschedulable('x')], []));
    assert.match(again.en, /waits again, to go on from its checkpoint/);
    const odd = pod('Pending', { waiting: { reason: 'Brand\nNew', message: 'a\u001b[31m' } });
    assert.match(
      messageOf(seenJob(job(), [odd], [])).en,
      /that only Kubernetes names \(a \[31m\) \[Brand New\]$/,
    );
    const ending = job({ metadata: { name: 'j', deletionTimestamp: new Date() } });
    assert.match(messageOf(seenJob(ending, [running], []))['zh-TW'], /正在結束/);
  });

  it('knows an end by the job’s own condition, with the last words of its last pod', () => {
    assert.equal(finalOf(job(), [pod('Failed')]), null);
    const failed = job({
      status: {
        startTime: new Date(10_000),
        conditions: [
          { type: 'FailureTarget', status: 'True', reason: 'PodFailurePolicy' },
          {
            type: 'Failed',
            status: 'True',
            reason: 'PodFailurePolicy',
            lastTransitionTime: new Date(12_000),
          },
        ],
      },
    });
    const terminated = { exitCode: 137, reason: 'OOMKilled', message: 'Traceback\nlast words\n' };
    assert.deepEqual(
      finalOf(failed, [pod('Failed', { terminated: { exitCode: 3 } }), pod('Failed', { terminated })]),
      {
        ...{ kind: 'failed', reason: 'PodFailurePolicy', container: 'OOMKilled' },
        ...{ exitCode: 137, message: 'last words', seconds: 2 },
      },
    );
    assert.deepEqual([...podsByJob([pod('Running')]).keys()], ['j']);
  });
});
