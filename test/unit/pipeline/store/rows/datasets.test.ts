import assert from 'node:assert/strict';
import {
  addVersion,
  datasetByName,
  earlierColumns,
  listDatasets,
  listVersions,
  versionById,
} from '../../../../../pipeline/store/rows/datasets.ts';
import { windowOf } from '../../../../../pipeline/store/rows/page.ts';
import { onEveryDatabase, unique } from '../databases.ts';

const digestOf = (letter: string) => letter.repeat(64);
const ALL = { after: null, limit: 200 };

onEveryDatabase('rows of datasets', (database) => {
  const upload = (dataset: string, letter: string) => ({
    dataset,
    digest: digestOf(letter),
    bytes: 5_000_000_000,
    filename: '公文.jsonl',
    by: 'somebody',
  });

  it('number the uploads of a dataset, and keep the same bytes once', async () => {
    const dataset = unique('petitions');
    const first = await addVersion(database(), upload(dataset, 'a'));
    const second = await addVersion(database(), upload(dataset, 'b'));
    const again = await addVersion(database(), { ...upload(dataset, 'a'), filename: 'renamed.csv' });
    assert.match(first.id, /^dsv_/);
    assert.deepEqual(
      { ...first, id: '', createdAt: '' },
      {
        id: '',
        dataset,
        version: 1,
        digest: digestOf('a'),
        bytes: 5e9,
        filename: '公文.jsonl',
        createdAt: '',
        expiresAt: null,
        expiredAt: null,
        reading: null,
      },
    );
    assert.equal(second.version, 2);
    assert.deepEqual(again, first);
    assert.deepEqual(await versionById(database(), second.id), second);
    const { latest } = await datasetByName(database(), dataset);
    assert.deepEqual(latest, second);
  });

  it('keep how a file is to be read, replaced by what is said later, and know what was said before', async () => {
    const dataset = unique('read-as');
    const columns = { text: '內容', label: '承辦單位' };
    const first = await addVersion(database(), {
      ...upload(dataset, 'a'),
      reading: { columns, encoding: 'big5' },
    });
    assert.deepEqual(first.reading, { columns, encoding: 'big5' });
    const silent = await addVersion(database(), upload(dataset, 'a'));
    assert.deepEqual(silent.reading, first.reading);
    const changed = await addVersion(database(), { ...upload(dataset, 'a'), reading: { sheet: '二' } });
    assert.deepEqual([changed.id, changed.reading], [first.id, { sheet: '二' }]);
    const second = await addVersion(database(), { ...upload(dataset, 'b'), reading: { columns } });
    const third = await addVersion(database(), upload(dataset, 'c'));
    assert.equal(await earlierColumns(database(), first), null);
    assert.equal(await earlierColumns(database(), second), null);
    assert.deepEqual(await earlierColumns(database(), third), columns);
    assert.equal((await listVersions(database(), dataset, ALL)).items[1]!.reading!.columns!.text, '內容');
  });

  it('give every simultaneous upload a number of its own', async () => {
    const dataset = unique('busy');
    const letters = [...'0123456789', ...'0123456789'];
    const versions = await Promise.all(
      letters.map((letter) => addVersion(database(), upload(dataset, letter))),
    );
    assert.equal(new Set(versions.map(({ id }) => id)).size, 10);
    const numbers = [...new Set(versions.map(({ version }) => version))].sort((a, b) => a - b);
    assert.deepEqual(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('come in pages, newest first; datasets by name', async () => {
    const prefix = unique('paged');
    for (const name of ['c', 'a', 'b']) await addVersion(database(), upload(`${prefix}-${name}`, name));
    const dataset = `${prefix}-a`;
    for (const letter of 'bcde') await addVersion(database(), upload(dataset, letter));
    const seen: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listVersions(database(), dataset, windowOf({ limit: 2, ...(cursor && { cursor }) }));
      seen.push(...page.items.map(({ version }) => version));
      if (page.next === null) break;
      cursor = page.next;
    }
    assert.deepEqual(seen, [5, 4, 3, 2, 1]);
    const names = (await listDatasets(database(), ALL)).items.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => name.startsWith(prefix)),
      ['a', 'b', 'c'].map((name) => `${prefix}-${name}`),
    );
    const rest = await listDatasets(database(), { after: `${prefix}-a`, limit: 1 });
    assert.equal(rest.items[0]!.name, `${prefix}-b`);
    assert.equal(rest.items[0]!.latest!.version, 1);
    await assert.rejects(listVersions(database(), dataset, { after: 'x', limit: 1 }), {
      code: 'CURSOR_INVALID',
    });
  });

  it('say what there is not', async () => {
    const missing = { code: 'DATASET_NOT_FOUND', params: { name: 'nothing' } };
    await assert.rejects(versionById(database(), 'nothing'), missing);
    await assert.rejects(datasetByName(database(), 'nothing'), missing);
    assert.deepEqual(await listVersions(database(), 'nothing', ALL), { items: [], next: null });
  });
});
