import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CONTAINER_NAMES, FORMAT_NAMES } from '../../../../pipeline/contracts/data-reports.ts';
import { faultOf, read } from '../reading.ts';
import { fileOf, rowsBack } from '../writing.ts';

type Row = Record<string, unknown>;

const user = { role: 'user', content: '路燈不亮，\n請派員' };
const call = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"甲":1}' } }],
};
const seen = { role: 'tool', tool_call_id: 'a', content: '{}' };
const answer = { role: 'assistant', content: '工務局', weight: 1 };
const rest = { id: 'r1', 承辦: '王', count: 3, ratio: 0.25, yes: true, list: ['甲', '乙'] };

/** Rows of each format that use what it has, and columns of the user's own beside it. */
const ROWS: Readonly<Record<(typeof FORMAT_NAMES)[number], readonly Row[]>> = {
  openai_chat: [
    { messages: [user, call, seen, answer], tools: [{ type: 'function', function: { name: 'f' } }], ...rest },
    { ...rest, messages: [{ role: 'developer', content: '甲' }, user, answer], tools: [], id: 'r2' },
  ],
  sharegpt: [
    {
      conversations: [
        { from: 'human', value: '路燈' },
        { from: 'gpt', value: '工務局' },
      ],
      system: '判斷',
      ...rest,
    },
  ],
  openai_preference: [
    {
      input: { messages: [user], tools: [], parallel_tool_calls: true },
      preferred_output: [answer],
      non_preferred_output: [{ role: 'assistant', content: '民政局' }],
      ...rest,
    },
  ],
  trl_preference: [
    { prompt: '路燈', chosen: '工務局', rejected: '民政局', ...rest },
    { prompt: '"戶籍"', chosen: '=民政局', rejected: '工務局', ...rest, id: 'r2' },
  ],
  alpaca: [
    {
      instruction: '判斷\n\n單位',
      input: '路燈',
      output: '工務局',
      system: '甲',
      history: [['乙', '丙']],
      ...rest,
    },
    { instruction: '判斷', input: '', output: ' 民政局', system: '', history: [], ...rest, id: 'r2' },
  ],
  prompt_completion: [{ prompt: '路燈', completion: '工務局', ...rest }],
  text_label: [
    { text: '路燈', label: '工務局', split: 'train', ...rest },
    { text: '戶籍，"遷移"\t;', label: '民政局', split: 'test', ...rest, id: 'r2' },
  ],
  plain_text: [{ text: '路燈不亮' }, { text: '戶籍遷移' }],
};

/** Containers of text cells give back text; numbers and lists come out as they were where types are kept. */
const TYPED = ['jsonl', 'json', 'parquet', 'arrow', 'arrow_stream'] as const;

/** A row as cells hold it: lists and objects as JSON, numbers and truth values as texts. */
const asCells = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, asCell(value)]));

function asCell(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) return JSON.parse(value);
  return typeof value === 'object' && value !== null ? value : String(value);
}

describe('writing and reading back', () => {
  for (const format of FORMAT_NAMES) {
    for (const container of TYPED) {
      for (const compression of ['none', 'gzip', 'zstd'] as const) {
        it(`keeps every field of ${format} in ${container}, ${compression}`, async () => {
          const rows = ROWS[format];
          const file = await fileOf(rows, { format, container, compression });
          const { report } = await read(file, { plainText: 'auto', size: 1_000 });
          assert.equal(report.format, format);
          assert.equal(report.container, container);
          assert.equal(report.compression, compression);
          assert.deepEqual(await rowsBack(file), rows);
        });
      }
    }
  }

  for (const container of CONTAINER_NAMES.filter((name) => ['csv', 'tsv', 'xlsx'].includes(name))) {
    for (const format of FORMAT_NAMES.filter((name) => name !== 'plain_text')) {
      it(`keeps every field of ${format} in ${container}, compressed or not`, async () => {
        const rows = ROWS[format];
        for (const compression of ['none', 'gzip', 'zstd'] as const) {
          const file = await fileOf(rows, { format, container, compression, bom: container === 'csv' });
          const { report } = await read(file);
          assert.deepEqual(
            [report.container, report.format, report.records, report.compression],
            [container, format, rows.length, compression],
          );
          assert.deepEqual((await rowsBack(file)).map(asCells), rows.map(asCells));
        }
      });
    }
  }

  for (const compression of ['none', 'gzip', 'zstd'] as const) {
    it(`keeps texts in a text file, ${compression}`, async () => {
      const rows = [...ROWS.plain_text, { text: '第一行\n第二行' }];
      const file = await fileOf(rows, { format: 'plain_text', container: 'text', compression });
      assert.deepEqual(await rowsBack(file), rows);
    });
  }

  it('goes from one format to another and back without losing a turn', async () => {
    const rows = ROWS.openai_chat;
    const sharegpt = await fileOf(rows, { format: 'sharegpt', container: 'parquet' });
    const { records, report } = await read(sharegpt);
    assert.equal(report.format, 'sharegpt');
    assert.equal(records.length, rows.length);
    assert.deepEqual(
      records[0]!.messages.map(({ role }) => role),
      ['user', 'assistant', 'tool', 'assistant'],
    );
  });

  it('says of which record a format cannot hold the turns', async () => {
    const fault = await faultOf(fileOf(ROWS.openai_chat, { format: 'text_label', container: 'csv' }));
    assert.equal(fault.code, 'CONVERT_TURNS');
    assert.deepEqual(fault.params, {
      record: 'r1',
      format: 'text_label',
      turns: 'user, assistant, tool, assistant',
    });
  });

  it('makes cells safe that a spreadsheet program would take for formulas, and reads them back', async () => {
    const texts = ['=1+1', '@甲', '-5', '＝甲', "'=a", "''=a", "'tis", '+', '甲=乙'];
    const rows = texts.map((text) => ({ text, label: '＋乙' }));
    for (const safeCells of [true, false]) {
      for (const container of ['csv', 'tsv', 'xlsx'] as const) {
        const file = await fileOf(rows, { format: 'text_label', container, safeCells });
        assert.deepEqual(await rowsBack(file), rows, `${container}, safe: ${safeCells}`);
      }
    }
    const file = await fileOf(rows.slice(0, 1), { format: 'text_label', container: 'csv', safeCells: true });
    assert.equal(file.toString(), "text,label\n'=1+1,'＋乙\n");
  });
});
