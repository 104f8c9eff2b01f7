import assert from 'node:assert/strict';
import type { Alias, Verdict } from '../../../../../pipeline/contracts/names.ts';
import type { ModelDraft } from '../../../../../pipeline/contracts/registry.ts';
import {
  aliasHistory,
  aliasTarget,
  listModels,
  listModelVersions,
  moveAlias,
  publishVersion,
  rollBackAlias,
  versionOf,
} from '../../../../../pipeline/store/rows/models.ts';
import { onEveryDatabase, unique } from '../databases.ts';
import { modelDraft } from './model-draft.ts';

onEveryDatabase('rows of models', (database) => {
  let name: string;
  beforeEach(() => {
    name = unique('model');
  });
  const publish = (letter: string, changes: Partial<ModelDraft> = {}, alias: Alias = 'candidate') =>
    publishVersion(database(), modelDraft(name, letter, changes), alias);
  const promote = (version: number, alias: Alias = 'production') =>
    moveAlias(database(), { name, alias, version, by: 'alice', reason: null });
  const rollBack = (alias: Alias = 'production') =>
    rollBackAlias(database(), { name, alias, by: 'bob', reason: 'it was worse' });
  const target = (alias: Alias = 'production') => aliasTarget(database(), name, alias);

  it('number the versions of a name and point the alias at the newest', async () => {
    const first = await publish('1');
    const second = await publish('2');
    assert.deepEqual([first.version, first.aliases], [1, ['candidate']]);
    assert.deepEqual([second.version, second.aliases], [2, ['candidate']]);
    assert.deepEqual((await versionOf(database(), name, 1)).aliases, []);
    const { version, createdAt, aliases, ...stored } = await versionOf(database(), name, 'candidate');
    assert.deepEqual(stored, modelDraft(name, '2'));
  });

  it('publish the same stage key, or the same adapter on the same base, once', async () => {
    const first = await publish('1');
    assert.deepEqual(await publish('1'), first);
    assert.deepEqual(await publish('1', { stageKey: 'another' }), first);
    assert.deepEqual(await publish('2', { stageKey: first.stageKey }), first);
    const onOtherBase = await publish('1', {
      stageKey: 'third',
      base: { id: 'tiny', digest: 'c'.repeat(64) },
    });
    assert.equal(onOtherBase.version, 2);
    assert.equal((await aliasHistory(database(), name)).length, 2);
  });

  it('publish once under twenty simultaneous tries, and number ten drafts 1 to 10', async () => {
    const same = await Promise.all(Array.from({ length: 20 }, () => publish('s')));
    assert.deepEqual([...new Set(same.map(({ version }) => version))], [1]);
    const others = await Promise.all([...'012345678'].map((letter) => publish(letter)));
    assert.deepEqual(
      others.map(({ version }) => version).sort((a, b) => a - b),
      [2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    const history = await aliasHistory(database(), name);
    for (let i = 0; i + 1 < history.length; i++) assert.equal(history[i]!.from, history[i + 1]!.to);
  });

  it('move an alias with its history, the reason of an override included', async () => {
    await publish('1', { override: { by: 'carol', reason: 'the pilot may have it' } });
    await publish('2');
    assert.deepEqual((await promote(1)).aliases, ['production']);
    assert.deepEqual((await promote(2)).aliases, ['candidate', 'production']);
    await promote(2);
    const history = (await aliasHistory(database(), name)).map(({ at, ...move }) => move);
    const move = { alias: 'production', kind: 'promote', by: 'alice', reason: null } as const;
    assert.deepEqual(history, [
      { ...move, from: 1, to: 2 },
      { ...move, from: null, to: 1 },
      { alias: 'candidate', kind: 'publish', from: 1, to: 2, by: 'touchstone', reason: null },
      {
        alias: 'candidate',
        kind: 'publish',
        from: null,
        to: 1,
        by: 'carol',
        reason: 'the pilot may have it',
      },
    ]);
  });

  const REASON = 'the pilot needs it this week';
  const refused = (letter: string, verdict: Verdict, override: ModelDraft['override'] = null) =>
    publish(letter, { verdict, gate: { format: 1, verdict, rules: [] }, override });

  it('refuse to publish what the gate did not pass, unless somebody answers for it', async () => {
    for (const verdict of ['FAIL', 'INCONCLUSIVE'] as const) {
      await assert.rejects(refused('1', verdict), { code: 'MODEL_NOT_PASSED' });
      await assert.rejects(refused('1', verdict, { by: ' ', reason: REASON }), { code: 'MODEL_NOT_PASSED' });
      await assert.rejects(refused('1', verdict, { by: 'carol', reason: '.' }), { code: 'MODEL_NOT_PASSED' });
    }
    assert.equal((await refused('1', 'FAIL', { by: 'carol', reason: REASON })).version, 1);
  });

  it('refuse a draft whose verdict is not that of its gate', async () => {
    await assert.rejects(publish('1', { gate: { format: 1, verdict: 'FAIL', rules: [] } }), RangeError);
    const rule = {
      rule: 'better_than_base',
      verdict: 'FAIL',
      figures: {},
      explanation: { 'zh-TW': '沒有比較好。', en: 'No better.' },
    } as const;
    await assert.rejects(publish('1', { gate: { format: 1, verdict: 'PASS', rules: [rule] } }), RangeError);
    await assert.rejects(versionOf(database(), name, 1), { code: 'MODEL_NOT_FOUND' });
  });

  it('publish an adapter that is judged otherwise as a new version: no verdict outlives what it rests on', async () => {
    const again = (stageKey: string, verdict: Verdict) =>
      publish('1', {
        stageKey,
        verdict,
        gate: { format: 1, verdict, rules: [] },
        override: verdict === 'PASS' ? null : { by: 'carol', reason: REASON },
      });
    assert.deepEqual([(await again('a', 'FAIL')).version, (await again('b', 'FAIL')).version], [1, 1]);
    const passed = await again('c', 'PASS');
    assert.deepEqual([passed.version, passed.verdict], [2, 'PASS']);
    assert.equal((await again('d', 'PASS')).version, 2);
    assert.equal((await again('a', 'FAIL')).version, 1, 'a retry is what it was');
    // What counts for production is what was found last, for all versions of the adapter.
    assert.deepEqual((await promote(1)).aliases, ['production']);
    assert.equal((await again('e', 'INCONCLUSIVE')).version, 3);
    await assert.rejects(promote(2), { code: 'MODEL_FAILED_SINCE' });
    await assert.rejects(promote(3), { code: 'MODEL_NOT_PASSED' });
    assert.equal((await versionOf(database(), name, 2)).verdict, 'PASS', 'the version itself is immutable');
  });

  it('put a version that did not pass into production only by name and with a reason, which stay', async () => {
    await publish('1');
    await refused('2', 'FAIL', { by: 'carol', reason: REASON });
    await promote(1);
    const move = { name, alias: 'production', version: 2, by: 'alice' } as const;
    for (const [by, reason] of [
      ['alice', null],
      ['alice', ' '.repeat(20)],
      ['', REASON],
    ] as const)
      await assert.rejects(moveAlias(database(), { ...move, by, reason }), { code: 'MODEL_NOT_PASSED' });
    assert.equal(await target(), 1);
    await moveAlias(database(), { ...move, alias: 'candidate', reason: null });
    await moveAlias(database(), { ...move, reason: REASON });
    const [last] = await aliasHistory(database(), name);
    assert.deepEqual([last!.to, last!.by, last!.reason], [2, 'alice', REASON]);
    assert.ok(Date.parse(last!.at) > 0);
  });

  it('roll back to a version that did not pass only with a reason', async () => {
    await refused('1', 'INCONCLUSIVE', { by: 'carol', reason: REASON });
    await publish('2');
    const move = { name, alias: 'production', by: 'bob' } as const;
    await moveAlias(database(), { ...move, version: 1, reason: REASON });
    await promote(2);
    await assert.rejects(rollBackAlias(database(), { ...move, reason: null }), { code: 'MODEL_NOT_PASSED' });
    assert.equal(await target(), 2);
    await rollBackAlias(database(), { ...move, reason: 'version 2 answers nothing' });
    assert.equal(await target(), 1);
  });

  it('walk back one move at a time, not to and fro', async () => {
    for (const letter of '1234') await publish(letter);
    for (const version of [1, 2, 3, 4]) await promote(version);
    assert.deepEqual((await rollBack()).aliases, ['production']);
    assert.equal(await target(), 3);
    await rollBack();
    assert.equal(await target(), 2);
    await promote(4);
    await rollBack();
    assert.equal(await target(), 2);
    await rollBack();
    assert.equal(await target(), 1);
    await assert.rejects(rollBack(), { code: 'MODEL_ROLLBACK_NONE', params: { name, alias: 'production' } });
    assert.equal(await target(), 1);
    assert.equal(await target('candidate'), 4, 'the other alias stays');
    const [last] = await aliasHistory(database(), name);
    assert.deepEqual(
      [last!.kind, last!.from, last!.to, last!.by, last!.reason],
      ['rollback', 2, 1, 'bob', 'it was worse'],
    );
  });

  it('roll back once for each of several simultaneous calls', async () => {
    for (const letter of '123') await publish(letter);
    for (const version of [1, 2, 3]) await promote(version);
    await Promise.all([rollBack(), rollBack()]);
    assert.equal(await target(), 1);
  });

  it('find the way back past a thousand moves of the other alias', async () => {
    for (const letter of '12') await publish(letter);
    await promote(1);
    await promote(2);
    await database().query(
      `INSERT INTO touchstone.alias_moves (name, alias, kind, from_version, to_version, by)
       SELECT $1, 'candidate', 'publish', 1, 2, 'nightly' FROM generate_series(1, 1100)`,
      [name],
    );
    await rollBack();
    assert.equal(await target(), 1);
    assert.equal((await aliasHistory(database(), name)).length, 1000);
  });

  it('are listed by name with their latest version, and by version newest first', async () => {
    for (const letter of '123') await publish(letter);
    const latest = await listModels(database(), { after: name.slice(0, -1), limit: 1 });
    assert.deepEqual([latest.items[0]!.name, latest.items[0]!.version], [name, 3]);
    const page = await listModelVersions(database(), name, { after: null, limit: 2 });
    assert.deepEqual(
      page.items.map(({ version }) => version),
      [3, 2],
    );
    const rest = await listModelVersions(database(), name, { after: '2', limit: 2 });
    assert.deepEqual([rest.items.map(({ version }) => version), rest.next], [[1], null]);
  });

  it('say what there is not', async () => {
    const missing = { code: 'MODEL_NOT_FOUND' };
    await assert.rejects(versionOf(database(), name, 1), missing);
    await assert.rejects(versionOf(database(), name, 'production'), missing);
    await assert.rejects(listModelVersions(database(), name, { after: null, limit: 1 }), missing);
    await assert.rejects(promote(1), missing);
    await assert.rejects(rollBack(), missing);
    await publish('1');
    await assert.rejects(promote(2), missing);
    await assert.rejects(rollBack('candidate'), { code: 'MODEL_ROLLBACK_NONE' });
  });
});
