import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf, lines, read } from '../reading.ts';

const row = (more: object) => ({ text: '甲', label: '乙', ...more });

describe('columns of every format', () => {
  it('takes over ids that are there and unlike, and keeps the others beside', async () => {
    const ids = ['r1', 7, 'r1', undefined, '', 'line:9'];
    const { records } = await read(lines(...ids.map((id) => row({ id }))));
    assert.deepEqual(
      records.map(({ id, meta }) => [id, meta]),
      [
        ['r1', null],
        ['7', '{"_form":{"id":7}}'],
        ['line:3', '{"id":"r1"}'],
        ['line:4', null],
        ['line:5', '{"_form":{"id":""}}'],
        ['line:6', '{"id":"line:9"}'],
      ],
    );
  });

  it('numbers the items of a JSON list', async () => {
    const { records } = await read(JSON.stringify([row({}), row({ id: 'own' }), row({})]));
    assert.deepEqual(
      records.map(({ id }) => id),
      ['item:1', 'own', 'item:3'],
    );
  });

  it('refuses an id that is no text', async () => {
    const fault = await faultOf(read(lines(row({ id: { a: 1 } }))));
    assert.deepEqual([fault.code, fault.place?.field], ['INPUT_WRONG_TYPE', 'id']);
  });

  it('knows the names that files give to the splits', async () => {
    const { records, report } = await read(
      lines(
        ...['train', 'Training', 'val', 'dev', 'valid', 'validation', ' TEST ', null].map((split) =>
          row({ split }),
        ),
      ),
    );
    assert.deepEqual(
      records.map(({ split }) => split),
      ['train', 'train', 'validation', 'validation', 'validation', 'validation', 'test', null],
    );
    assert.equal(report.has_split_column, true);
    assert.equal((await read(lines(row({})))).report.has_split_column, false);
  });

  it('keeps every further column, values as they are', async () => {
    const more = { date: '2026-11-01', score: 0.5, tags: ['a', { b: null }], 備註: '' };
    const { records } = await read(lines(row(more)));
    assert.deepEqual(JSON.parse(records[0]!.meta!), more);
  });

  it('keeps keys like __proto__ and constructor without harm', async () => {
    const content =
      '{"text":"甲","label":"乙","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}\n';
    const { records } = await read(content);
    assert.match(records[0]!.meta!, /"__proto__":\{"polluted":1\}/);
    assert.match(records[0]!.meta!, /"constructor"/);
    const csv = await read('text,label,__proto__,toString\n甲,乙,丙,丁\n');
    assert.equal(csv.records[0]!.meta, '{"__proto__":"丙","toString":"丁"}');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it('brings all text into Unicode form NFC', async () => {
    const { records } = await read(lines({ text: 'cafe\u0301 \uf90a', label: 'e\u0301' }));
    assert.equal(records[0]!.messages[0]!.content, 'café 金');
    assert.equal(records[0]!.label, 'é');
  });
});
