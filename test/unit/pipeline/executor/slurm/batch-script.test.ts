import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../../../../pipeline/config/settings.ts';
import { batchScript } from '../../../../../pipeline/executor/slurm/batch-script.ts';

/** Everything that a shell or Slurm might read something into. */
const ODD = 'a \'b\' "c" $(touch hit) `touch hit` ; touch hit & # --x 共用';

describe('the batch script', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-batch-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const script = (place: string, more: Readonly<Record<string, string>> = {}) =>
    batchScript({
      place,
      attempt: 2,
      settings: readSettings({ TOUCHSTONE_SLURM_SHARED: root, ...more }).slurm!,
    });
  /** A program that writes down what it was called with. */
  const program = (path: string) => {
    writeFileSync(path, '#!/bin/bash\nprintf \'%s\\n\' "$@" >said\nexit 7\n');
    chmodSync(path, 0o700);
    return path;
  };
  const run = (place: string, text: string, job: string) => {
    const file = join(root, 'script.sh');
    writeFileSync(file, text);
    const env = { PATH: `${root}:/usr/bin:/bin`, SLURM_JOB_ID: job };
    try {
      return { status: 0, output: execFileSync('bash', [file], { env, cwd: root, encoding: 'utf8' }) };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { status, output: stdout, place };
    }
  };

  it('hands odd names on as they are, and runs nothing of them', () => {
    const place = join(root, ODD);
    mkdirSync(place);
    const python = program(join(place, ODD));
    const setup = join(place, 'set $(up).sh');
    writeFileSync(setup, 'export FROM_SETUP=yes; unset_is_fine=$NOT_THERE\n');
    const text = script(place, { TOUCHSTONE_SLURM_PYTHON: python, TOUCHSTONE_SLURM_SETUP: setup });
    const { status } = run(place, text, '11');
    assert.equal(status, 7);
    assert.deepEqual(readFileSync(join(place, 'said'), 'utf8').split('\n'), [
      `${place}/on_node.py`,
      place,
      '2',
      '',
    ]);
    for (const where of [root, place]) assert.throws(() => readFileSync(join(where, 'hit')));
  });

  it('holds no line that Slurm would read as an option', () => {
    const text = script(join(root, 'x'), { TOUCHSTONE_SLURM_PYTHON: '/x/#SBATCH --uid=0' });
    assert.deepEqual(
      text.split('\n').filter((line) => line.startsWith('#SBATCH')),
      [],
    );
    assert.ok(text.startsWith('#!/bin/bash\n'));
  });

  it('works for one job alone, and for that one again', () => {
    const python = program(join(root, 'python'));
    const text = script(root, { TOUCHSTONE_SLURM_PYTHON: python });
    assert.equal(run(root, text, '11').status, 7);
    const other = run(root, text, '12');
    assert.deepEqual([other.status, other.output], [0, 'Job 11 does this work already.\n']);
    assert.equal(run(root, text, '11').status, 7);
  });

  it('runs the container where one is set', () => {
    const apptainer = program(join(root, 'apptainer'));
    assert.ok(apptainer);
    const text = script(root, {
      TOUCHSTONE_SLURM_CONTAINER: '/images/a b.sif',
      TOUCHSTONE_SLURM_PYTHON: '/usr/bin/python3',
    });
    assert.equal(run(root, text, '11').status, 7);
    assert.deepEqual(readFileSync(join(root, 'said'), 'utf8').split('\n').slice(0, 7), [
      'exec',
      '--nv',
      `--bind=${root}`,
      '--',
      '/images/a b.sif',
      '/usr/bin/python3',
      `${root}/on_node.py`,
    ]);
  });
});
