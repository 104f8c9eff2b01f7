import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openEmbedded } from '../../../../../pipeline/store/database/embedded.ts';
import { notExercised } from '../../../../preflight.ts';
import { freshDirectory } from '../databases.ts';

const EMBEDDED = join(import.meta.dirname, '../../../../../pipeline/store/database/embedded.ts');

/** Writes pairs of rows from four connections and says which numbers were committed, until it is killed. */
const WRITER = `
  import { openEmbedded } from ${JSON.stringify(EMBEDDED)};
  const database = await openEmbedded(process.argv[1]);
  await database.query('CREATE TABLE IF NOT EXISTS public.written (n integer, half integer)');
  let next = Number(process.argv[2]);
  await Promise.all([1, 2, 3, 4].map(async () => {
    for (;;) {
      const n = next++;
      await database.transaction(async (sql) => {
        await sql.query('INSERT INTO public.written VALUES ($1, 1)', [n]);
        await sql.query('INSERT INTO public.written VALUES ($1, 2)', [n]);
      });
      process.stdout.write(n + '\\n');
    }
  }));`;

function startWriter(directory: string, from: number): ChildProcess {
  return spawn(
    process.execPath,
    ['--import=tsx', '--input-type=module', '--eval', WRITER, directory, String(from)],
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

  it('says that the disk is full when there is no room for it, and leaves nothing', async function () {
    const disk = await mkdtemp(join(tmpdir(), 'touchstone-test-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      await rm(disk, { recursive: true });
      notExercised(this, 'a full disk under the database', 'sudo -E npm test   # may mount a small tmpfs');
    }
    try {
      await assert.rejects(openEmbedded(join(disk, 'database')), { code: 'DISK_FULL' });
      assert.deepEqual(readdirSync(disk), []);
    } finally {
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true });
    }
  });

  it('says so when its directory cannot be made', async () => {
    const directory = await freshDirectory();
    await mkdir(dirname(directory), { recursive: true });
    await writeFile(`${directory}-file`, '');
    await assert.rejects(openEmbedded(join(`${directory}-file`, 'database')), { code: 'STORE_UNREACHABLE' });
  });
});
