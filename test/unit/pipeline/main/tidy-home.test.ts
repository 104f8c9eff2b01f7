import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tidyHome } from '../../../../pipeline/main/tidy-home.ts';

const DAY = 24 * 3600;

describe('a home that a killed service left', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'touchstone-tidy-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  /** A work directory with a checkpoint, both touched so many days before `now`. */
  async function work(name: string, directoryAge: number, checkpointAge: number, now: number): Promise<void> {
    const directory = join(home, 'work', name);
    await mkdir(join(directory, 'checkpoint'), { recursive: true });
    await utimes(join(directory, 'checkpoint'), now - checkpointAge * DAY, now - checkpointAge * DAY);
    await utimes(directory, now - directoryAge * DAY, now - directoryAge * DAY);
  }

  it('loses old job files and work that nothing touched for a week', async () => {
    const now = 1_800_000_000;
    await work('cancelled', 8, 8, now);
    await work('long training', 30, 6, now);
    await work('fresh', 1, 1, now);
    await mkdir(join(home, 'trainer'));
    await writeFile(join(home, 'trainer', 'f652cd07-298d-41ae-9cdb-5ae62a8586f9.json'), '{}');
    await writeFile(join(home, 'trainer', 'settings.json'), '{}');
    await tidyHome(home, now * 1000);
    assert.deepEqual((await readdir(join(home, 'work'))).sort(), ['fresh', 'long training']);
    assert.deepEqual(await readdir(join(home, 'trainer')), ['settings.json']);
  });

  it('loses what looks at repositories had fetched', async () => {
    await mkdir(join(home, 'git', 'git-Ab12', 'objects'), { recursive: true });
    await mkdir(join(home, 'git', 'kept'));
    await tidyHome(home, Date.now());
    assert.deepEqual(await readdir(join(home, 'git')), ['kept']);
  });

  it('is left as it is when there is nothing', async () => {
    await tidyHome(home, Date.now());
    assert.deepEqual(await readdir(home), []);
  });
});
