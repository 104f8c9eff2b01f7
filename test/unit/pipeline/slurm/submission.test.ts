import assert from 'node:assert/strict';
import type { SlurmRequest } from '../../../../pipeline/contracts/slurm.ts';
import { type Submission, submissionArguments } from '../../../../pipeline/slurm/submission.ts';

const NOTHING: SlurmRequest = {
  ...{ account: null, partition: null, qos: null, gres: null, constraint: null, reservation: null },
  ...{ cpus: null, time: null, memory: null },
};
const submission = (changes: Partial<Submission> = {}): Submission => ({
  ask: NOTHING,
  name: 'touchstone-lab-abc-1',
  comment: 'touchstone.lab',
  script: '/shared/work/batch.sh',
  directory: '/shared/work',
  log: '/shared/work/job-%j.log',
  warnSeconds: 120,
  array: null,
  ...changes,
});

describe('the arguments of sbatch', () => {
  it('say each thing in one argument, and the script behind the end of options', () => {
    const ask = {
      ...NOTHING,
      account: 'lab',
      partition: 'gpu',
      gres: 'gpu:a100:2',
      time: 480,
      memory: 32_768,
      cpus: 8,
    };
    assert.deepEqual(submissionArguments(submission({ ask })), [
      '--parsable',
      '--requeue',
      '--account=lab',
      '--partition=gpu',
      '--gres=gpu:a100:2',
      '--cpus-per-task=8',
      '--time=480',
      '--mem=32768M',
      '--nodes=1',
      '--ntasks=1',
      '--job-name=touchstone-lab-abc-1',
      '--comment=touchstone.lab',
      '--chdir=/shared/work',
      '--output=/shared/work/job-%j.log',
      '--open-mode=append',
      '--signal=B:USR1@120',
      '--',
      '/shared/work/batch.sh',
    ]);
  });

  it('ask for an array where there is one', () => {
    assert.ok(submissionArguments(submission({ array: { tasks: 8, atOnce: 2 } })).includes('--array=0-7%2'));
    for (const tasks of [0, 1001])
      assert.throws(() => submissionArguments(submission({ array: { tasks, atOnce: 1 } })));
  });

  const hostile = [
    '--wrap=id',
    '-A',
    'x\n#SBATCH --uid=0',
    'x\u0000y',
    '',
    ' ',
    'a b',
    '$(id)',
    '`id`',
    'a;b',
    "a'b",
    'a"b',
    'ü',
    '../x',
    'a%j',
    'x'.repeat(129),
  ];
  for (const word of hostile)
    it(`take no name like ${JSON.stringify(word.slice(0, 20))}`, () => {
      assert.throws(() => submissionArguments(submission({ name: word })), /SLURM_REFUSED/);
      assert.throws(() => submissionArguments(submission({ comment: word })), /SLURM_REFUSED/);
    });

  it('take no path that Slurm reads something into', () => {
    for (const path of ['relative/x', '/x/%u/y', '/x\n#SBATCH --uid=0', '-o', ''])
      for (const place of ['script', 'directory', 'log'] as const)
        assert.throws(() => submissionArguments(submission({ [place]: path })), /SLURM_REFUSED/);
    // What is odd but harmless within one argument goes through as it is.
    const odd = "/srv/共用 資料夾/it's $(x)";
    assert.equal(submissionArguments(submission({ script: odd })).at(-1), odd);
  });

  it('keep a setting within its argument', () => {
    assert.throws(
      () => submissionArguments(submission({ ask: { ...NOTHING, account: 'a\n#SBATCH --uid=0' } })),
      /SLURM_REFUSED/,
    );
  });
});
