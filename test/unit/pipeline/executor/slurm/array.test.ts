import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SharedFolder } from '../../../../../pipeline/executor/cluster/place.ts';
import { arrayOf, markTask, namedIn, tasksIn } from '../../../../../pipeline/executor/slurm/array.ts';
import { arrayScript } from '../../../../../pipeline/executor/slurm/batch-script.ts';
import { holdsTask } from '../../../../../pipeline/executor/slurm/looks.ts';
import { SLURM_FOLDER } from '../../../../../pipeline/executor/slurm/outcome.ts';
import { readQueue } from '../../../../../pipeline/slurm/queue-json.ts';

describe('works that are tasks of one array', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-array-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** As `squeue --json` tells it: task 0 runs, 1 has ended, the others wait together. */
  const queue = () =>
    readQueue(
      JSON.stringify({
        jobs: [
          { job_id: 8, name: 'a-array', job_state: 'RUNNING', array_job_id: 7, array_task_id: 0 },
          { job_id: 9, name: 'a-array', job_state: 'COMPLETED', array_job_id: 7, array_task_id: 1 },
          { job_id: 7, name: 'a-array', job_state: 'PENDING', array_job_id: 7, array_task_id: null },
          { job_id: 3, name: 'a-single', job_state: 'RUNNING', array_job_id: 0, array_task_id: null },
        ],
      }),
      'a-',
    );

  it('are known in the queue one by one, and while they wait by the entry that they share', () => {
    const task = (number: number) => tasksIn(queue(), { name: 'a-array', task: number });
    assert.deepEqual(task(0), [{ id: '7_0', ended: false }]);
    assert.deepEqual(task(1), [{ id: '7_1', ended: true }]);
    assert.deepEqual(task(2), [{ id: '7_2', ended: false }]);
    assert.deepEqual([tasksIn(queue(), null), tasksIn(queue(), { name: 'other', task: 0 })], [[], []]);
    assert.deepEqual(namedIn(queue(), 'a-single'), [{ id: '3', ended: false }]);
    const together = queue().find(({ array }) => array !== null && array.task === null)!;
    assert.deepEqual(
      ['7_2', '71_2', '3'].map((id) => holdsTask(together, id)),
      [true, false, false],
    );
  });

  it('say in their folders which one they are, of which attempt', async () => {
    const place = new SharedFolder(root, SLURM_FOLDER).place('w');
    assert.equal(await arrayOf(place, 1), null);
    await markTask(place, 1, { name: 'a-array', task: 2 });
    assert.deepEqual(await arrayOf(place, 1), { name: 'a-array', task: 2 });
    assert.equal(await arrayOf(place, 2), null);
  });

  it('each run the script of their own place, into a log of their own', () => {
    const places = ['one', "tw'o"].map((name) => join(root, name));
    for (const [number, place] of places.entries()) {
      mkdirSync(place);
      writeFileSync(join(place, 'batch.sh'), `echo work ${number}`);
    }
    const script = join(root, 'array.sh');
    writeFileSync(script, arrayScript(places, 'batch.sh'));
    for (const task of ['0', '1']) {
      const env = { PATH: process.env.PATH, SLURM_ARRAY_JOB_ID: '7', SLURM_ARRAY_TASK_ID: task };
      execFileSync('bash', [script], { env });
      assert.equal(readFileSync(join(places[Number(task)]!, `job-7_${task}.log`), 'utf8'), `work ${task}\n`);
    }
  });
});
