import assert from 'node:assert/strict';
import { failureOf } from '../../../../pipeline/slurm/failure.ts';

const code = (stderr: string, signal: string | null = null) =>
  failureOf('sbatch', { status: signal === null ? 1 : null, signal, stderr }, true).code;

describe('a command of Slurm that failed', () => {
  it('is told apart: away, full, or refused', () => {
    for (const away of [
      'sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)',
      'slurm_load_jobs error: Socket timed out on send/recv operation',
      'sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying',
      'sbatch: error: Munge encode failed: Failed to access "/run/munge/munge.socket.2": No such file or directory',
      'scancel: error: Kill job error on job id 1: Job can not be altered now, try again later',
    ])
      assert.equal(code(away), 'SLURM_UNREACHABLE', away);
    assert.equal(code('', 'SIGKILL'), 'SLURM_UNREACHABLE');
    for (const full of [
      "sbatch: error: QOSMaxSubmitJobPerUserLimit\nsbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)",
      'sbatch: error: AssocMaxSubmitJobLimit',
    ])
      assert.equal(code(full), 'SLURM_QUEUE_FULL', full);
    for (const refused of [
      'sbatch: error: invalid partition specified: nope\nsbatch: error: Batch job submission failed: Invalid partition name specified',
      'sbatch: error: Batch job submission failed: Requested node configuration is not available',
      'sbatch: error: Invalid generic resource (gres) specification',
      'sbatch: error: Batch job submission failed: Invalid account or account/partition combination specified',
    ])
      assert.equal(code(refused), 'SLURM_REFUSED', refused);
  });

  it('is told in Slurm’s own words, on one line', () => {
    const error = failureOf(
      'sbatch',
      {
        status: 1,
        signal: null,
        stderr: 'sbatch: error: \u001b[31mno\u0007\nsbatch: error: no such thing\n',
      },
      true,
    );
    assert.equal(error.params.detail, '[31mno; no such thing');
  });
});
