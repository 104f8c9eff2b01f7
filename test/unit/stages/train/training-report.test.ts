import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { keptValidationLoss, readTrainingReport } from '../../../../stages/train/training-report.ts';
import { REPORT, written } from './report.ts';

describe('training report', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-report-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const refused = (detail: RegExp) => (error: TouchstoneError) => {
    assert.equal(error.code, 'TRAINER_OUTPUT');
    assert.equal(error.params.file, 'training.json');
    assert.match(String(error.params.detail), detail);
    return true;
  };

  it('is read as the trainer wrote it, unknown facts included, the device in words', async () => {
    const report = { ...REPORT, gpu_seconds: 3 };
    await writeFile(join(directory, 'training.json'), JSON.stringify(written(report)));
    assert.deepEqual(await readTrainingReport(directory), report);
    await writeFile(join(directory, 'training.json'), JSON.stringify(written({ ...report, device: 'mps' })));
    assert.equal((await readTrainingReport(directory)).device, 'mps');
  });

  it('is refused where a fact is missing or of another kind, by name', async () => {
    await writeFile(join(directory, 'training.json'), JSON.stringify({ ...written(REPORT), steps: 'many' }));
    await assert.rejects(readTrainingReport(directory), refused(/steps/));
  });

  it('is refused where it is missing or no JSON', async () => {
    await assert.rejects(readTrainingReport(directory), refused(/ENOENT/));
    await writeFile(join(directory, 'training.json'), '{');
    await assert.rejects(readTrainingReport(directory), refused(/JSON/));
  });

  it('tells the validation loss of the weights that were kept', () => {
    assert.equal(keptValidationLoss(REPORT), 0.71);
    assert.equal(keptValidationLoss({ ...REPORT, best_step: null }), 0.74);
    assert.equal(keptValidationLoss({ ...REPORT, losses: [] }), null);
  });
});
