import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, workbookOf, workbookOfSheets } from '../../../fixtures/build-workbook.ts';
import { codesOf, faultOf, read } from '../reading.ts';

type Grid = readonly (readonly string[])[];

const HEADER = ['text', 'label'];
const ROWS: Grid = Array.from({ length: 12 }, (_, n) => [
  `第${n}筆陳情內容`,
  n % 2 === 0 ? '民政局' : '工務局',
]);

const csv = (grid: Grid): string => `${grid.map((row) => row.join(',')).join('\n')}\n`;
const FORMS = { CSV: csv, XLSX: (grid: Grid) => workbookOf(cellsOf(grid)) };

for (const [form, write] of Object.entries(FORMS)) {
  describe(`the header of a table in ${form}`, () => {
    it('is found below titles, with how many and the first', async () => {
      const titles = [['青川市陳情統計表', ''], ['資料期間：113年1月', ''], HEADER];
      const { records, report } = await read(write([...titles, ...ROWS]));
      assert.equal(records.length, 12);
      assert.equal(records[0]!.messages[0]!.content, ROWS[0]![0]);
      assert.deepEqual(report.warnings, [{ code: 'title_rows', count: 2, first: '青川市陳情統計表' }]);
    });

    it('is not taken for a title where it is a name that formats know', async () => {
      const [first] = await codesOf(read(write([['text'], ...ROWS])));
      assert.equal(first, form === 'CSV' ? 'INPUT_CSV_CELLS' : 'INPUT_TABLE_HEADER');
    });

    it('may leave one column without a name, which is called by its letter unless that is taken', async () => {
      const rows = ROWS.map((row, n) => [String(n), ...row, 'x']);
      const { records, report } = await read(write([['', ...HEADER, 'A'], ...rows]));
      assert.deepEqual(JSON.parse(records[3]!.meta!), { A_: '3', A: 'x' });
      assert.deepEqual(report.warnings, [{ code: 'nameless_column', count: 1, first: 'A_' }]);
    });

    it('is refused where it is the upper of two rows', async () => {
      const upper = ['案件', '', '單位', ''];
      const rows = ROWS.map((row, n) => [String(n), ...row, '秘書處']);
      const fault = await faultOf(read(write([upper, ['編號', '內容', '主辦', '協辦'], ...rows])));
      assert.deepEqual([fault.code, fault.place?.line], ['INPUT_TABLE_HEADER', 1]);
      assert.deepEqual(fault.params, { columns: 'B, D', row: 2 });
    });

    it('has names without what nobody sees around them', async () => {
      const { report } = await read(write([['\u200btext', 'label\u00a0'], ...ROWS]));
      assert.equal(report.mapping, undefined);
    });

    it('is missed where the first line is a record', async () => {
      const fault = await faultOf(read(write(ROWS)));
      assert.deepEqual([fault.code, fault.place?.line], ['INPUT_NO_HEADER', 1]);
      assert.deepEqual(fault.params, { value: '民政局' });
    });
  });
}

describe('rows of a table', () => {
  it('may end in blank cells that the header does not have', async () => {
    const { records } = await read(csv([[...HEADER, '', ''], ...ROWS.map((row) => [...row, '', ''])]));
    assert.equal(records.length, 12);
    assert.deepEqual(records[0]!.meta, null);
    assert.equal((await read(csv([HEADER, ...ROWS.map((row) => [...row, '', ''])]))).records.length, 12);
  });

  it('beyond the header are named by their letters', async () => {
    const fault = await faultOf(
      read(FORMS.XLSX([['案由', '單位'], ...ROWS.map((row) => [...row, '', '備註'])])),
    );
    assert.deepEqual([fault.code, fault.params?.columns], ['INPUT_TABLE_HEADER', 'D']);
  });

  it('below titles are a table whatever parts their cells, also where plain text would do', async () => {
    for (const delimiter of ['\t', ';']) {
      const table = [HEADER, ...ROWS].map((row) => row.join(delimiter)).join('\n');
      const { report } = await read(`統計表\n\n${table}\n`, { plainText: 'auto' });
      assert.deepEqual([report.format, report.delimiter, report.records], ['text_label', delimiter, 12]);
    }
    const prose = '公告\n請各位里民注意, 明日停水\n時間為上午九時至下午五時\n造成不便, 敬請見諒\n';
    assert.equal((await read(prose, { plainText: 'auto' })).report.format, 'plain_text');
  });
});

describe('cells parted by what is not read', () => {
  for (const mark of ['|', '，', '；', '、']) {
    it(`are told by ${mark}`, async () => {
      const fault = await faultOf(read([HEADER, ...ROWS].map((row) => row.join(mark)).join('\n')));
      assert.deepEqual([fault.code, fault.params], ['INPUT_CSV_DELIMITER', { mark }]);
    });
  }
});

describe('a workbook as people write one', () => {
  const merge = (...ranges: readonly string[]) =>
    `<mergeCells count="${ranges.length}">${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;

  it('has the value of cells merged down a column in every row that they span', async () => {
    const grid = [
      ['陳情清冊', '', ''],
      [...HEADER, '科'],
      ...ROWS.map(([text], n) => [text!, n % 6 === 0 ? `局${n / 6}` : '', n === 0 ? '一科' : '']),
    ];
    const bytes = workbookOf(cellsOf(grid), { after: merge('A1:C1', 'B3:B8', 'B9:B14', 'C3:C4') });
    const { records, report } = await read(bytes);
    assert.deepEqual(
      records.map(({ label }) => label),
      [...Array(6).fill('局0'), ...Array(6).fill('局1')],
    );
    assert.deepEqual(
      records.slice(0, 3).map(({ meta }) => JSON.parse(meta!).科),
      ['一科', '一科', ''],
    );
    assert.deepEqual(
      report.warnings?.map(({ code, count, first }) => [code, count, first]),
      [
        ['title_rows', 1, '陳情清冊'],
        ['merged_cells', 3, 'B3:B8'],
      ],
    );
  });

  it('tells of its other sheets where the first holds no records, and of none where they are hidden', async () => {
    const sheets = { 說明: [['本檔為陳情資料'], ['請勿外流']], 資料: [HEADER, ...ROWS], 底稿: [['甲']] };
    const fault = await faultOf(read(workbookOfSheets(sheets, ['底稿'])));
    assert.equal(fault.code, 'INPUT_XLSX_OTHER_SHEETS');
    assert.deepEqual(fault.params, { sheet: '說明', others: '資料', other: '資料' });
    const blank = await faultOf(read(workbookOfSheets({ 空白: [], 資料: [HEADER, ...ROWS] })));
    assert.equal(blank.code, 'INPUT_XLSX_OTHER_SHEETS');
    assert.equal((await read(workbookOfSheets(sheets), { sheet: '資料' })).records.length, 12);
    const alone = await faultOf(read(workbookOfSheets({ 說明: sheets.說明, 資料: [] }, ['資料'])));
    assert.equal(alone.code, 'INPUT_UNKNOWN_FORMAT');
  });
});
