import assert from 'node:assert/strict';
import { readAccounting, readCompletions, readShown } from '../../../../pipeline/slurm/records.ts';

describe('what Slurm keeps of a job', () => {
  it('is read from accounting: the job’s own line, and the memory of its steps', () => {
    const output = [
      '71|COMPLETED|0:0|3723|gpu[1-2]|billing=4,cpu=4,gres/gpu=1,mem=16G,node=1|02:00:30|',
      '71.batch|COMPLETED|0:0|3723|gpu1|cpu=4,mem=16G,node=1|02:00:29.500|5242880K',
      '71.extern|COMPLETED|0:0|3723|gpu1|cpu=4|00:00:01|1M',
      '72|CANCELLED by 1000|0:15|0|None assigned|||',
      '73|OUT_OF_MEMORY|0:125|61|gpu1|cpu=1|1-00:00:01|',
      'nonsense',
    ].join('\n');
    const found = readAccounting(output);
    assert.deepEqual([...found.keys()], ['71', '72', '73']);
    const { final, seconds, cpuSeconds, peakBytes, nodes, exitStatus } = found.get('71')!;
    assert.deepEqual(
      [final, seconds, cpuSeconds, peakBytes, nodes, exitStatus],
      ['COMPLETED', 3723, 7230, 5 * 1024 ** 3, 'gpu[1-2]', 0],
    );
    assert.equal(found.get('72')!.final, 'CANCELLED');
    assert.equal(found.get('73')!.cpuSeconds, 86_401);
  });

  it('is read from the file of completed jobs, the last line of each', () => {
    const found = readCompletions('1|PENDING|node1\n1|FAILED|node1\nJobID|State|NodeList\n');
    assert.deepEqual([found.get('1')!.final, found.get('1')!.phase], ['FAILED', 'ended']);
  });

  it('is read from the controller, whatever a comment pretends', () => {
    const shown =
      'JobId=1 JobName=touchstone-lab-1 UserId=root(0) JobState=CANCELLED Reason=None ExitCode=3:0 RunTime=1-00:00:10 ' +
      'ReqNodeList=(null) NodeList=node1 TRES=cpu=1,mem=2000M,node=1,billing=1 Comment=x JobState=RUNNING';
    const record = readShown(shown)!;
    assert.deepEqual(
      [record.id, record.final, record.exitStatus, record.seconds, record.nodes, record.allocated],
      ['1', 'CANCELLED', 3, 86_410, 'node1', 'cpu=1,mem=2000M,node=1,billing=1'],
    );
    assert.equal(readShown('slurm_load_jobs error: Invalid job id specified'), null);
  });
});
