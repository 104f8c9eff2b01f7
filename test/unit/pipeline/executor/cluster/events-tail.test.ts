import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventsTail } from '../../../../../pipeline/executor/cluster/events-tail.ts';

describe('the events of a job', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-events-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are read as they are added, a line that is not whole yet included', async () => {
    const path = join(root, 'events.jsonl');
    const tail = new EventsTail(path);
    assert.deepEqual(await tail.news(), []);
    writeFileSync(path, '{"event":"progress","stage":"train","percent":50}\n{"event":"resu');
    assert.deepEqual(
      (await tail.news()).map(({ percent }) => percent),
      [52.5],
    );
    appendFileSync(
      path,
      'med","step":5,"total":10}\nno event\n{"event":"progress","stage":"evaluate","percent":1}\n',
    );
    assert.match((await tail.news())[0]!.message!.en, /step 5 of 10/);
    assert.deepEqual(await tail.news(), []);
  });
});
