import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readQueue } from '../../../../pipeline/slurm/queue-json.ts';

const fixture = (version: string) =>
  readFileSync(new URL(`../../../fixtures/slurm/squeue-${version}.json`, import.meta.url), 'utf8');

const seen = (version: string) =>
  readQueue(fixture(version), 'touchstone-lab-').map(({ id, phase, final, reason, restarts }) =>
    [id, phase, final, reason, restarts].filter((word) => word !== null && word !== '').join(' '),
  );

describe('what squeue --json says', () => {
  it('is read where the state is a word, as of 22.05', () => {
    assert.deepEqual(seen('22.05').sort(), [
      '10 waiting Priority 0',
      '101 waiting BeginTime 1',
      '102 ended CANCELLED 1',
      '12 waiting BeginTime 0',
      '13 waiting Dependency 0',
      '2 running 0',
      '3 running 0',
      '4 waiting Resources 0',
      '5 waiting JobHeldUser 0',
      '9 waiting PartitionTimeLimit 0',
    ]);
  });

  it('is read where the state is a list and numbers say whether they are set, as of 25.05', () => {
    assert.deepEqual(seen('25.05'), [
      '9001 running 0',
      '9002 waiting Priority 0',
      '9003 waiting ReqNodeNotAvail 0',
      '9004 waiting BeginTime 1',
      '9005 ending COMPLETED 0',
      '9006 ended OUT_OF_MEMORY OutOfMemory 0',
      '9007 running 0',
    ]);
    const [first, second] = readQueue(fixture('25.05'), 'touchstone-lab-');
    assert.deepEqual([first!.nodes, first!.start, second!.start], ['gpu[1-2]', 1796008600, 1796012100]);
  });

  it('leaves jobs of others unread, whatever is in them', () => {
    const odd = JSON.stringify({
      jobs: [{ name: 'x', job_state: 7 }, { name: 'touchstone-other-1' }, { name: null }],
    });
    assert.deepEqual(readQueue(odd, 'touchstone-lab-'), []);
  });

  it('is refused where it is none', () => {
    for (const bad of [
      '',
      'slurm_load_jobs error',
      '{"jobs": 3}',
      '{"jobs":[{"name":"touchstone-lab-1","job_state":null}]}',
    ])
      assert.throws(() => readQueue(bad, 'touchstone-lab-'), /SLURM_ANSWER/);
  });
});
