import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mappingText, parseMapping } from '../../../datasets/columns/mapping.ts';
import { faultOf, lines, read } from './reading.ts';

const UNITS = ['工務局', '民政局', '環保局'];
const petitions = (count: number, row: (text: string, unit: string, n: number) => object) =>
  lines(
    ...Array.from({ length: count }, (_, n) => row(`第 ${n} 件：路燈不亮，請派員處理`, UNITS[n % 3]!, n)),
  );

async function guessed(content: string): Promise<Readonly<Record<string, string>> | undefined> {
  const { report } = await read(content);
  if (report.mapping !== undefined) assert.equal(report.mapping.guessed, true);
  return report.mapping?.columns;
}

describe('a column mapping', () => {
  it('reads what --map takes, and writes it back', () => {
    for (const text of ['text=內容,label=承辦單位', 'text="a,b",label="say ""x"""']) {
      assert.equal(mappingText(parseMapping(text)), text);
    }
    assert.deepEqual(
      [...parseMapping(' text = 內容 , label=單位 ')],
      [
        ['text', '內容'],
        ['label', '單位'],
      ],
    );
  });

  it('says what is wrong with one', async () => {
    for (const [text, code] of [
      ['', 'INPUT_MAP_SYNTAX'],
      ['text', 'INPUT_MAP_SYNTAX'],
      ['text=甲,text=乙', 'INPUT_MAP_SYNTAX'],
      ['text=甲,label=甲', 'INPUT_MAP_SYNTAX'],
      ['words=甲', 'INPUT_MAP_TARGET'],
    ] as const) {
      assert.equal((await faultOf(Promise.resolve().then(() => parseMapping(text)))).code, code);
    }
  });

  it('is what the file is read by; other columns of these names are kept under others', async () => {
    const content = '案由,單位,text\n路燈不亮,工務局,備註\n';
    const { records, report } = await read(content, { mapping: parseMapping('text=案由,label=單位') });
    assert.equal(records[0]!.messages[0]!.content, '路燈不亮');
    assert.equal(records[0]!.label, '工務局');
    assert.deepEqual(JSON.parse(records[0]!.meta!), { text_2: '備註' });
    assert.deepEqual(report.mapping, { guessed: false, columns: { text: '案由', label: '單位' } });
  });

  it('must name columns that are there', async () => {
    const fault = await faultOf(read('a,b\n1,2\n', { mapping: parseMapping('text=a,label=c') }));
    assert.equal(fault.code, 'INPUT_MAP_COLUMN');
    assert.match(fault.found!, /a, b/);
  });
});

describe('guessing columns', () => {
  it('goes by their names', async () => {
    assert.deepEqual(await guessed('內容,承辦單位\n路燈不亮,工務局\n'), { text: '內容', label: '承辦單位' });
    assert.deepEqual(await guessed('編號,陳情主旨,主辦單位（局）\n1,路燈不亮,工務局\n'), {
      text: '陳情主旨',
      label: '主辦單位（局）',
    });
    assert.deepEqual(await guessed(petitions(9, (body, category) => ({ Body: body, Category: category }))), {
      text: 'Body',
      label: 'Category',
    });
  });

  it('goes by the values where names say nothing', async () => {
    const content = petitions(30, (c1, c2, n) => ({ c0: n * 17, c1, c2 }));
    assert.deepEqual(await guessed(content), { text: 'c1', label: 'c2' });
  });

  it('takes answers that hardly recur for completions', async () => {
    const content = petitions(20, (question, _unit, n) => ({
      question,
      answer: `已轉第 ${n} 隊處理，謝謝您`,
    }));
    assert.deepEqual(await guessed(content), { prompt: 'question', completion: 'answer' });
  });

  it('leaves names alone that a format knows', async () => {
    assert.equal(await guessed('text,label,內容,類別\n甲,乙,丙,丁\n'), undefined);
  });

  it('asks where two columns could be meant, with the mapping to write', async () => {
    const fault = await faultOf(read('內容,承辦單位,主辦單位\n路燈不亮,工務局,市府\n'));
    assert.equal(fault.code, 'INPUT_MAP_AMBIGUOUS');
    assert.deepEqual(fault.params, {
      field: 'label',
      candidates: '承辦單位, 主辦單位',
      example: 'text=內容,label=承辦單位',
    });
  });

  it('does not guess where nothing speaks for it', async () => {
    assert.equal((await faultOf(read('c1,c2\n12,13\n14,15\n'))).code, 'INPUT_UNKNOWN_FORMAT');
  });

  it('takes what was guessed for another file first', async () => {
    const likely = parseMapping('text=案由,label=單位');
    const { report } = await read('案由,單位,內容\n路燈不亮,工務局,備註\n', { likely });
    assert.deepEqual(report.mapping, { guessed: true, columns: { text: '案由', label: '單位' } });
  });
});
