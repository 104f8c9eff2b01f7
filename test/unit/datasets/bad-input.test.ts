import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf, faultsOf, lines, read } from './reading.ts';

const row = (n: number) => ({ text: `第${n}筆陳情內容`, label: n % 2 === 0 ? '民政局' : '工務局' });
const good = lines(...Array.from({ length: 12 }, (_, n) => row(n)));

/** One row for each kind of bad file: what the error must be and where it must point. */
const cases: readonly {
  readonly what: string;
  readonly content: string | Uint8Array;
  readonly code: string;
  readonly line?: number;
  readonly field?: string;
  readonly found?: RegExp;
}[] = [
  { what: 'an empty file', content: '', code: 'INPUT_EMPTY_FILE' },
  { what: 'a file of spaces and line breaks', content: ' \n\n\t\n', code: 'INPUT_NO_RECORDS' },
  { what: 'a file of a byte order mark alone', content: '\ufeff', code: 'INPUT_NO_RECORDS' },
  { what: 'an empty JSON list', content: '[]', code: 'INPUT_NO_RECORDS' },
  { what: 'a CSV header without rows', content: 'text,label\n', code: 'INPUT_NO_RECORDS' },
  {
    what: 'a truncated JSON line',
    content: `${good}{"text":"被切斷的`,
    code: 'INPUT_JSON_TRUNCATED',
    line: 13,
    found: /被切斷的/,
  },
  {
    what: 'a JSON line with a missing comma',
    content: `${good}{"text":"甲" "label":"乙"}\n`,
    code: 'INPUT_JSON_SYNTAX',
    line: 13,
    found: /"label"/,
  },
  {
    what: 'a line that is no object',
    content: `${good}[1,2]\n`,
    code: 'INPUT_JSON_SHAPE',
    line: 13,
    found: /array/,
  },
  {
    what: 'a JSON document that is cut off',
    content: '[{"text":"a","label":"b"},\n{"text',
    code: 'INPUT_JSON_TRUNCATED',
    line: 2,
  },
  {
    what: 'a JSON document without data',
    content: '{\n "rows": [{"text":"a","label":"b"}]\n}',
    code: 'INPUT_JSON_SHAPE',
    line: 1,
    field: 'data',
  },
  {
    what: 'records in JSON over several lines each, one after the other',
    content: '{\n "text": "甲",\n "label": "乙"\n}\n{\n "text": "丙",\n "label": "丁"\n}\n',
    code: 'INPUT_JSON_MORE',
    line: 5,
    found: /丙/,
  },
  {
    what: 'a missing field',
    content: lines({ instruction: '判斷', input: '甲', output: '乙' }, { instruction: '判斷', input: '甲' }),
    code: 'INPUT_MISSING_FIELD',
    line: 2,
    field: 'output',
  },
  {
    what: 'a missing field in the very first record',
    content: lines({ instruction: '判斷', input: '甲' }, { instruction: '判斷', input: '甲', output: '乙' }),
    code: 'INPUT_MISSING_FIELD',
    line: 1,
    field: 'output',
  },
  {
    what: 'a field of the wrong type',
    content: lines({ instruction: '判斷', input: { 甲: 1 }, output: '乙' }),
    code: 'INPUT_WRONG_TYPE',
    line: 1,
    field: 'input',
    found: /object/,
  },
  {
    what: 'a field that is null',
    content: lines({ text: '甲', label: null }),
    code: 'INPUT_WRONG_TYPE',
    line: 1,
    field: 'label',
    found: /null/,
  },
  {
    what: 'a field that is empty in every record',
    content: lines({ text: '甲', label: '' }, { text: '乙', label: ' ' }),
    code: 'INPUT_ALL_EMPTY',
    line: 1,
    field: 'label',
  },
  {
    what: 'CSV with a quote inside an unquoted cell',
    content: 'text,label\n甲,乙\n他說"好",丙\n',
    code: 'INPUT_CSV_QUOTING',
    line: 3,
  },
  {
    what: 'CSV with text after a closing quote',
    content: 'text,label\n"甲"丁,乙\n',
    code: 'INPUT_CSV_QUOTING',
    line: 2,
  },
  {
    what: 'CSV with a quote that is never closed',
    content: 'text,label\n甲,乙\n"丙,丁\n戊,己\n',
    code: 'INPUT_CSV_QUOTING',
    line: 3,
    found: /丙/,
  },
  {
    what: 'CSV with a column twice',
    content: 'text,label,text\n甲,乙,丙\n',
    code: 'INPUT_CSV_COLUMN_TWICE',
    line: 1,
    field: 'text',
  },
  {
    what: 'CSV with a cell too many',
    content: 'text,label\n甲,乙\n丙,丁,戊\n',
    code: 'INPUT_CSV_CELLS',
    line: 3,
    found: /3/,
  },
  { what: 'NUL bytes', content: `${good}{"text":"a\0b","label":"c"}\n`, code: 'INPUT_NUL', line: 13 },
  {
    what: 'an escaped NUL',
    content: `${good}{"text":"a\\u0000b","label":"c"}\n`,
    code: 'INPUT_NUL',
    line: 13,
    field: 'text',
  },
  {
    what: 'half a surrogate pair',
    content: `${good}{"text":"a\\ud83d","label":"c"}\n`,
    code: 'INPUT_BROKEN_TEXT',
    line: 13,
    field: 'text',
  },
  {
    what: 'bytes in no known encoding',
    content: Buffer.concat([Buffer.from(good), Buffer.from([0x22, 0xff, 0xfe, 0x80, 0x81, 0x0a])]),
    code: 'INPUT_ENCODING',
    line: 13,
    found: /^ff fe 80 81$/,
  },
  {
    what: 'Latin-1, which cannot be told from other code pages',
    content: Buffer.from('text,label\nUn café à la crème brûlée,oui\n', 'latin1'),
    code: 'INPUT_ENCODING',
    line: 2,
  },
  {
    what: 'columns that no format has',
    content: '甲欄,乙欄\n路燈不亮,工務局\n',
    code: 'INPUT_UNKNOWN_FORMAT',
    line: 1,
    found: /甲欄, 乙欄/,
  },
  {
    what: 'keys that no format has',
    content: lines({ first: '甲', second: '乙' }),
    code: 'INPUT_UNKNOWN_FORMAT',
    line: 1,
    found: /first, second/,
  },
  {
    what: 'CSV without the label column, once and not for every row',
    content: 'text,remark\n路燈不亮,工務局\n路面破損,工務局\n',
    code: 'INPUT_MISSING_FIELD',
    line: 1,
    field: 'label',
  },
  {
    what: 'an XLSX file that is cut off',
    content: Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'),
    code: 'INPUT_TABLE_TRUNCATED',
  },
  { what: 'a PDF file', content: '%PDF-1.7\n1 0 obj', code: 'INPUT_NOT_TEXT' },
  {
    what: 'a chat that does not end with the assistant',
    content: lines({ messages: [{ role: 'user', content: '甲' }] }),
    code: 'INPUT_CHAT_TURNS',
    line: 1,
    field: 'messages',
    found: /user/,
  },
  {
    what: 'a chat with a role that cannot be used',
    content: lines({ messages: [{ role: 'robot', content: '甲' }] }),
    code: 'INPUT_CHAT_ROLE',
    line: 1,
    field: 'messages[0].role',
    found: /robot/,
  },
  {
    what: 'a split that is none',
    content: lines({ text: '甲', label: '乙', split: 'exam' }),
    code: 'INPUT_SPLIT_VALUE',
    line: 1,
    field: 'split',
    found: /exam/,
  },
];

describe('bad input', () => {
  for (const { what, content, code, line, field, found } of cases) {
    it(`refuses ${what}`, async () => {
      const fault = await faultOf(read(content));
      assert.equal(fault.code, code);
      assert.equal(fault.status, 422);
      assert.equal(fault.place?.file, 'dataset');
      assert.equal(fault.place?.line, line);
      assert.equal(fault.place?.field, field);
      if (found) assert.match(fault.found ?? '', found);
    });
  }

  it('refuses a line over the limit and goes on after it', async () => {
    const content = `${good}{"text":"${'長'.repeat(500)}","label":"甲"}\n${lines({ text: 5, label: '甲' })}`;
    const faults = await faultsOf(read(content, { limits: { recordBytes: 1000 } }));
    assert.deepEqual(
      faults.map(({ code, place }) => [code, place?.line]),
      [
        ['INPUT_LINE_TOO_LONG', 13],
        ['INPUT_WRONG_TYPE', 14],
      ],
    );
  });

  it('counts the limit of a line in bytes, not in characters', async () => {
    const text = '字'.repeat(100);
    const content = lines({ text, label: '甲' });
    const bytes = Buffer.byteLength(content) - 1;
    await read(content, { limits: { recordBytes: bytes } });
    const fault = await faultOf(read(content, { limits: { recordBytes: bytes - 1 } }));
    assert.deepEqual(fault.params, { limit: bytes - 1 });
  });

  it('does not hold a line that never ends', async () => {
    const endless = `{"text":"${'長'.repeat(3_000_000)}`;
    const fault = await faultOf(read(endless));
    assert.equal(fault.code, 'INPUT_LINE_TOO_LONG');
    assert.equal(fault.place?.line, 1);
  });

  it('does not hold a CSV cell that never ends', async () => {
    const fault = await faultOf(read(`text,label\n"${'長'.repeat(3_000_000)}`));
    assert.equal(fault.code, 'INPUT_LINE_TOO_LONG');
    assert.equal(fault.place?.line, 2);
  });

  it('refuses more records, columns and levels than the limits allow', async () => {
    assert.equal((await faultOf(read(good, { limits: { records: 11 } }))).code, 'INPUT_TOO_MANY_RECORDS');
    const wide = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`c${i}`, i]));
    const many = lines({ text: '甲', label: '乙', ...wide });
    assert.equal((await faultOf(read(many, { limits: { fields: 10 } }))).code, 'INPUT_TOO_MANY_COLUMNS');
    const columns = `text,label,${Object.keys(wide).join()}\n`;
    assert.equal((await faultOf(read(columns, { limits: { fields: 10 } }))).code, 'INPUT_TOO_MANY_COLUMNS');
    const deep = `{"text":"甲","label":"乙","more":${'['.repeat(40)}${']'.repeat(40)}}\n`;
    const fault = await faultOf(read(deep));
    assert.equal(fault.code, 'INPUT_TOO_DEEP');
    assert.equal(fault.place?.field, 'more');
  });

  it('takes nesting of any depth without falling over', async () => {
    const deep = `{"text":"甲","label":"乙","more":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`;
    assert.equal((await faultOf(read(deep))).code, 'INPUT_TOO_DEEP');
    assert.equal((await faultOf(read('['.repeat(200_000)))).code, 'INPUT_JSON_TRUNCATED');
    assert.equal((await faultOf(read(`{"a":${'['.repeat(200_000)}\n`))).code, 'INPUT_JSON_SYNTAX');
  });

  it('names up to a hundred faults at once, then stops', async () => {
    const faults = await faultsOf(
      read(lines(...Array.from({ length: 250 }, () => ({ text: 1, label: '甲' })))),
    );
    assert.equal(faults.length, 100);
    assert.equal(faults.at(-1)?.place?.line, 100);
  });

  it('says "test" when the fault lies in the test file', async () => {
    assert.equal((await faultOf(read('', { file: 'test' }))).place?.file, 'test');
  });
});
