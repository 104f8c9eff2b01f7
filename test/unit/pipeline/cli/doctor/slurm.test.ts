import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cli } from '../../../../../pipeline/cli/context.ts';
import { checkSlurmSettings } from '../../../../../pipeline/cli/doctor/slurm.ts';
// Loaded here, since what it brings along would be new globals of a test.
import '../../../../../pipeline/slurm/check.ts';
import { sayIn } from '../../../../../pipeline/cli/texts/speak.ts';
import { readSettings } from '../../../../../pipeline/config/settings.ts';

describe('touchstone doctor on Slurm', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-doctor-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const look = async (language: 'en' | 'zh-TW', environment: Record<string, string>) => {
    const cli = { say: sayIn(language), language, environment, interrupt: new AbortController().signal };
    const findings = await checkSlurmSettings({
      cli: cli as unknown as Cli,
      settings: readSettings(environment),
    });
    return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
  };

  it('says nothing where none is set', async () => {
    assert.deepEqual(await look('en', {}), {});
  });

  for (const language of ['en', 'zh-TW'] as const)
    it(`tells what is missing and what to do, in ${language}, and leaves nothing behind`, async () => {
      const byId = await look(language, {
        TOUCHSTONE_SLURM_SHARED: root,
        TOUCHSTONE_SLURM_COMMANDS: join(root, 'nowhere'),
        TOUCHSTONE_SLURM_SETUP: join(root, 'set-up.sh'),
        TOUCHSTONE_PYTHON: '/bin/sh',
      });
      assert.deepEqual(
        Object.values(byId).map(({ id, status }) => `${id} ${status}`.replace('shared warn', 'shared ok')),
        ['slurm.commands fail', 'slurm.shared ok', 'slurm.local_files warn'],
      );
      assert.match(byId['slurm.commands']!.detail, /sbatch.*ENOENT/);
      assert.match(byId['slurm.commands']!.advice, /TOUCHSTONE_SLURM_COMMANDS/);
      assert.match(byId['slurm.local_files']!.detail, /set-up\.sh/);
      for (const { name, detail, advice } of Object.values(byId))
        assert.doesNotMatch(name + detail + advice, /\{\w+\}/);
      assert.deepEqual(readdirSync(root), []);
    });

  it('tells a folder that cannot be used, and a controller that does not answer', async () => {
    for (const program of ['sbatch', 'squeue', 'sinfo']) {
      const said =
        program === 'sbatch'
          ? 'echo slurm-wlm 22.05.8'
          : 'echo "slurm_load_jobs error: Unable to contact slurm controller (connect failure)" >&2; exit 1';
      writeFileSync(join(root, program), `#!/bin/sh\n${said}\n`);
      chmodSync(join(root, program), 0o700);
    }
    const byId = await look('en', {
      TOUCHSTONE_SLURM_SHARED: join(root, 'not there'),
      TOUCHSTONE_SLURM_COMMANDS: root,
    });
    assert.match(byId['slurm.commands']!.detail, /does not answer.*connect failure/);
    assert.match(byId['slurm.shared']!.detail, /ENOENT/);
    assert.deepEqual(
      readdirSync(root).filter((name) => name === 'not there'),
      [],
    );
  });
});
