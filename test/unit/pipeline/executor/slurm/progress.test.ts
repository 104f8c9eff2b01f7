import assert from 'node:assert/strict';
import { messageOf } from '../../../../../pipeline/executor/slurm/progress.ts';
import { stateOf } from '../../../../../pipeline/slurm/job-state.ts';
import type { QueuedJob } from '../../../../../pipeline/slurm/queue-json.ts';

const job = (more: Partial<QueuedJob>): QueuedJob => ({
  ...stateOf(['PENDING']),
  ...{ id: '7', name: 'x', reason: 'Priority', remark: '', start: null, restarts: 0, nodes: '', array: null },
  ...more,
});

describe('what is said of a job', () => {
  it('tells why it waits, in plain words and by Slurm’s name, and when it should begin', () => {
    assert.deepEqual(messageOf(job({ start: 1_796_012_100 })), {
      en: 'Slurm job 7 waits. Jobs of higher priority come first [Priority]. Expected to begin: 2026-11-30 04:15 UTC',
      'zh-TW': 'Slurm 作業 7 等候中：前面還有優先順序較高的作業 [Priority]。預計開始：2026-11-30 04:15 UTC',
    });
  });

  it('tells where somebody has to act', () => {
    assert.match(
      messageOf(job({ reason: 'PartitionTimeLimit', start: 5 })).en,
      /It will not begin by itself: it asks for more time/,
    );
    assert.doesNotMatch(messageOf(job({ reason: 'PartitionTimeLimit', start: 5 })).en, /Expected/);
    assert.match(messageOf(job({ reason: 'JobHeldUser' }))['zh-TW'], /不會自行開始/);
  });

  it('shows what is new to us by its name, on one line', () => {
    const { en } = messageOf(job({ reason: 'Brand\nNew\u001b[31m', remark: 'gpu\t3' }));
    assert.match(
      en,
      /^Slurm job 7 waits\. For a reason that only Slurm names \(gpu 3\) \[Brand New \[31m\]$/,
    );
  });

  it('tells where it runs, and that it goes on after it was queued again', () => {
    assert.equal(
      messageOf(job({ ...stateOf(['RUNNING']), nodes: 'gpu[1-2]' })).en,
      'Slurm job 7 runs on gpu[1-2]',
    );
    assert.match(
      messageOf(job({ reason: 'BeginTime', restarts: 1 })).en,
      /waits again, to go on from its checkpoint/,
    );
  });
});
