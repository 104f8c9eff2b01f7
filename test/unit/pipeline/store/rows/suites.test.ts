import assert from 'node:assert/strict';
import {
  freezeSuite,
  listSuites,
  suiteBlob,
  suiteInForce,
  unfreezeSuite,
} from '../../../../../pipeline/store/rows/suites.ts';
import { countLook } from '../../../../../pipeline/store/rows/test-looks.ts';
import { onEveryDatabase, unique } from '../databases.ts';
import { storedRun } from './stored-run.ts';

onEveryDatabase('rows of frozen test sets', (database) => {
  let name: string;
  let run: string;
  /** Of this test alone, since looks are counted over all names. */
  let digest: string;
  beforeEach(async () => {
    name = unique('model');
    run = await storedRun(database(), name);
    digest = unique('digest');
  });
  const freeze = (by = 'alice') =>
    freezeSuite(database(), {
      name,
      test: { kind: 'blob', digest, bytes: 7 },
      records: 40,
      run,
      by,
      reason: 'one yardstick for the year',
    });
  const look = (adapter: string, of = digest) =>
    countLook(database(), { testDigest: of, adapter, run, name });

  it('are frozen once at a time, with who, when and why, and stay on record', async () => {
    assert.equal(await suiteInForce(database(), name), null);
    const first = await freeze();
    assert.deepEqual(
      [first.version, first.testDigest, first.records, first.run, first.frozen.by, first.unfrozen],
      [1, digest, 40, run, 'alice', null],
    );
    await assert.rejects(freeze('bob'), { code: 'SUITE_FROZEN', params: { name, by: 'alice' } });
    const ended = await unfreezeSuite(database(), { name, by: 'bob', reason: 'the forms have changed' });
    assert.deepEqual([ended.unfrozen!.by, ended.unfrozen!.reason], ['bob', 'the forms have changed']);
    await assert.rejects(unfreezeSuite(database(), { name, by: 'bob', reason: 'again' }), {
      code: 'SUITE_NONE',
    });
    assert.equal((await freeze()).version, 2);
    assert.deepEqual(
      (await listSuites(database(), name)).map(({ version, unfrozen }) => [version, unfrozen === null]),
      [
        [2, true],
        [1, false],
      ],
    );
    assert.deepEqual(await suiteBlob(database(), name, 1), { kind: 'blob', digest, bytes: 7 });
    await assert.rejects(suiteBlob(database(), name, 9), { code: 'SUITE_NONE' });
  });

  it('are frozen once under ten simultaneous tries', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => freeze()));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await listSuites(database(), name)).length, 1);
  });

  it('count each model that was judged by a test set once, and number it for good', async () => {
    assert.deepEqual([await look('a'), await look('b'), await look('a')], [1, 2, 1]);
    assert.equal(await look('a', `${digest} other`), 1);
    assert.equal(await look('c'), 3);
    assert.equal((await freeze()).looks, 3);
  });
});
