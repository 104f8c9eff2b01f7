import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openEmbedded } from '../../../../../pipeline/store/database/embedded.ts';
import { notExercised } from '../../../../preflight.ts';
import { freshDirectory } from '../databases.ts';

function startWriter(directory: string, from: number): ChildProcess {
  return spawn(
    process.execPath,
    ['--import=tsx', join(import.meta.dirname, 'write-pairs.ts'), directory, String(from)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

describe('embedded database', function () {
  this.timeout(120_000);

  it('keeps every committed row, and no half of a transaction, through kill -9', async () => {
    const directory = await freshDirectory();
    const committed: number[] = [];
    for (let round = 1; round <= 3; round++) {
      const writer = startWriter(directory, round * 1_000_000);
      const lines = createInterface(writer.stdout!);
      const before = committed.length;
      lines.on('line', (line) => {
        committed.push(Number(line));
        if (committed.length - before === 60 + round) writer.kill('SIGKILL');
      });
      await Promise.all([once(writer, 'exit'), once(lines, 'close')]);
    }
    const database = await openEmbedded(directory);
    const rows = await database.query<{ n: number; halves: number }>(
      'SELECT n, count(*)::integer AS halves FROM public.written GROUP BY n',
    );
    await database.close();
    const halves = new Map(rows.map((row) => [row.n, row.halves]));
    assert.ok(committed.length >= 180);
    assert.deepEqual(
      committed.filter((n) => halves.get(n) !== 2),
      [],
    );
    assert.deepEqual(
      rows.filter((row) => row.halves !== 2),
      [],
    );
  });

  it('is made whole or not at all, when the process is killed meanwhile', async () => {
    const directory = await freshDirectory();
    const writer = startWriter(directory, 1);
    while (!existsSync(`${directory}.new`)) await delay(5);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const database = await openEmbedded(directory);
    assert.deepEqual(await database.query('SELECT 1 AS one'), [{ one: 1 }]);
    await database.close();
    assert.deepEqual(readdirSync(dirname(directory)), ['database']);
  });

  describe('on a small disk', () => {
    let disk: string;

    const mountDisk = async (context: Mocha.Context, megabytes: number): Promise<void> => {
      disk = await mkdtemp(join(tmpdir(), 'touchstone-test-disk-'));
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk], {
          stdio: 'ignore',
        });
      } catch {
        await rm(disk, { recursive: true });
        disk = '';
        notExercised(
          context,
          'a full disk under the database',
          'sudo -E npm test   # may mount a small tmpfs',
        );
      }
    };
    afterEach(async () => {
      if (disk === '') return;
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true });
    });

    it('says that there is no room for it, and leaves nothing', async function () {
      await mountDisk(this, 6);
      await assert.rejects(openEmbedded(join(disk, 'database')), { code: 'DISK_FULL' });
      assert.deepEqual(readdirSync(disk), []);
    });

    it('says that the disk is full, answers meanwhile, and goes on when there is room', async function () {
      await mountDisk(this, 64);
      const database = await openEmbedded(join(disk, 'database'));
      await database.query('CREATE TABLE public.filled (bytes bytea)');
      const ballast = join(disk, 'ballast');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - 2_000_000));
      const insert = () => database.query('INSERT INTO public.filled VALUES ($1)', [randomBytes(200_000)]);
      let kept = 0;
      const fill = async () => {
        for (; kept < 100; kept++) await insert();
      };
      await assert.rejects(fill(), { code: 'DISK_FULL', retryable: true });
      const count = 'SELECT count(*)::integer AS count FROM public.filled';
      assert.deepEqual(await database.query(count), [{ count: kept }]);
      rmSync(ballast);
      await insert();
      await database.close();
      const again = await openEmbedded(join(disk, 'database'));
      assert.deepEqual(await again.query(count), [{ count: kept + 1 }]);
      await again.close();
    });
  });
});
