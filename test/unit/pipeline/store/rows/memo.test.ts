import assert from 'node:assert/strict';
import { forget, memorise, recall } from '../../../../../pipeline/store/rows/memo.ts';
import { onEveryDatabase, unique } from '../databases.ts';

onEveryDatabase('rows of the memo', (database) => {
  const result = (letter: string) => ({
    outputs: { out: { kind: 'blob' as const, digest: letter.repeat(64), bytes: 1 }, none: null },
    summary: { from: letter },
  });
  const remember = (stageKey: string, letter: string) =>
    memorise(database(), { stageKey, stage: 'ingest', result: result(letter), seconds: 1, code: 'c' });

  it('give a result back, and the first one for ever', async () => {
    const key = unique('key');
    assert.equal(await recall(database(), key), null);
    await remember(key, 'a');
    await remember(key, 'b');
    assert.deepEqual(await recall(database(), key), result('a'));
  });

  it('hold one of many simultaneous results', async () => {
    const key = unique('key');
    await Promise.all([...'0123456789'].map((letter) => remember(key, letter)));
    const first = await recall(database(), key);
    await remember(key, 'z');
    assert.deepEqual(await recall(database(), key), first);
  });

  it('can be forgotten, and made again', async () => {
    const key = unique('key');
    await remember(key, 'a');
    await forget(database(), key);
    await forget(database(), key);
    assert.equal(await recall(database(), key), null);
    await remember(key, 'b');
    assert.deepEqual(await recall(database(), key), result('b'));
  });
});
