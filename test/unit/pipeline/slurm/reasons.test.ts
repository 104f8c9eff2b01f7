import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { explainReason } from '../../../../pipeline/slurm/reasons.ts';

const documented = readFileSync(new URL('../../../fixtures/slurm/reasons.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '');

describe('why a job waits', () => {
  it('is said in both languages for every reason that Slurm documents', () => {
    assert.ok(documented.length > 150);
    assert.deepEqual(
      documented.filter((reason) => {
        const text = explainReason(reason)?.text;
        return text === undefined || text.en === '' || !/\p{Script=Han}/u.test(text['zh-TW']);
      }),
      [],
    );
  });

  it('is said plainly', () => {
    const said = (reason: string) => [explainReason(reason)!.text.en, explainReason(reason)!.stuck];
    assert.deepEqual(said('AssocGrpGRES'), [
      'the limit of its account on GPUs and the like (gres) is reached',
      false,
    ]);
    assert.deepEqual(said('AssocGrpCPURunMinutesLimit'), [
      'the limit of its account on minutes of processors is reached',
      false,
    ]);
    assert.deepEqual(said('QOSMaxJobsPerUserLimit'), [
      'the limit of its QoS on running jobs for one user is reached',
      false,
    ]);
    assert.deepEqual(said('QOSMaxMemoryPerNode'), [
      'it asks for more than its QoS allows one job on a node: memory',
      true,
    ]);
    assert.deepEqual(said('QOSMinGRES'), [
      'it asks for less than its QoS wants at least: GPUs and the like (gres)',
      true,
    ]);
    assert.deepEqual(said('PartitionTimeLimit')[1], true);
  });

  it('knows the sentences that Slurm writes in place of a name', () => {
    const sentence =
      'Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions';
    for (const one of [sentence, sentence.replaceAll(' ', '_'), 'ReqNodeNotAvail, UnavailableNodes:gpu[1-2]'])
      assert.equal(explainReason(one)!.text.en, explainReason('ReqNodeNotAvail')!.text.en);
    assert.equal(explainReason('launch failed requeued held')!.stuck, true);
  });

  it('is left to Slurm’s own name where that is new, or no reason at all', () => {
    for (const odd of ['', 'SomethingNew', 'toString', '__proto__', 'AssocGrpSomething'])
      assert.equal(explainReason(odd), null, odd);
  });
});
