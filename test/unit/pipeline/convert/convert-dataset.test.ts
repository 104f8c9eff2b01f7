import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMapping } from '../../../../datasets/columns/mapping.ts';
import { FORMAT_NAMES } from '../../../../pipeline/contracts/data-reports.ts';
import { type ConvertRequest, convertDataset } from '../../../../pipeline/convert/convert-dataset.ts';
import { notExercised } from '../../../preflight.ts';
import { faultOf } from '../../datasets/reading.ts';

/** A Python that has Hugging Face's `datasets`, which the trainer does not need. */
const PYTHON = process.env.TOUCHSTONE_DATASETS_PYTHON ?? process.env.TOUCHSTONE_PYTHON ?? '.venv/bin/python';
const hasDatasets = spawnSync(PYTHON, ['-c', 'from datasets import load_dataset']).status === 0;

const rows = [
  { id: 'a', text: '路燈不亮，\n請派員', label: '工務局', 承辦: '王', count: 3 },
  { id: 'b', text: '=戶籍"遷移"', label: '民政局', 承辦: '李', count: 4 },
];
const jsonl = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('converting a dataset', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-convert-test-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const convert = (from: string, to: string, options: Partial<ConvertRequest> = {}) =>
    convertDataset({
      from: join(directory, from),
      to: join(directory, to),
      format: null,
      mapping: null,
      encoding: null,
      sheet: null,
      overwrite: false,
      lossy: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      ...options,
    });

  it('goes through every container and comes back with every field', async () => {
    await writeFile(join(directory, '0.jsonl'), jsonl);
    const names = [
      '0.jsonl',
      '1.parquet',
      '2.json.gz',
      '3.arrow',
      '4.arrows.zst',
      '5.parquet.zst',
      '6.jsonl',
    ];
    for (const [i, to] of names.slice(1).entries()) {
      const { written, intake } = await convert(names[i]!, to);
      assert.deepEqual([written.records, intake.records, intake.format], [2, 2, 'text_label']);
    }
    assert.equal(await readFile(join(directory, '6.jsonl'), 'utf8'), jsonl);
    for (const to of ['7.csv', '8.xlsx', '9.tsv.gz', '10.jsonl']) {
      const from = (await readdir(directory))
        .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
        .at(-1)!;
      await convert(from, to);
    }
    // Cells are texts.
    const back = (await readFile(join(directory, '10.jsonl'), 'utf8')).trim().split('\n');
    assert.deepEqual(
      back.map((line) => JSON.parse(line)),
      rows.map((row) => ({ ...row, count: String(row.count) })),
    );
  });

  it('names columns by a mapping', async () => {
    await writeFile(join(directory, 'in.csv'), '案由,單位\n路燈,工務局\n');
    await convert('in.csv', 'out.jsonl', { mapping: parseMapping('text=案由,label=單位') });
    assert.equal(await readFile(join(directory, 'out.jsonl'), 'utf8'), '{"text":"路燈","label":"工務局"}\n');
  });

  it('leaves nothing behind when it fails, and writes over nothing unasked', async () => {
    await writeFile(join(directory, 'in.jsonl'), jsonl);
    const before = await readdir(directory);
    for (const [to, options, code] of [
      ['out.doc', {}, 'CONVERT_SUFFIX'],
      ['in.jsonl', {}, 'CONVERT_EXISTS'],
      ['out.jsonl', { format: 'trl_preference' }, 'CONVERT_NO_REJECTED'],
      ['out.txt', { format: 'text_label' }, 'CONVERT_CONTAINER'],
    ] as const) {
      assert.equal((await faultOf(convert('in.jsonl', to, options))).code, code);
      assert.deepEqual(await readdir(directory), before);
    }
    await convert('in.jsonl', 'in.jsonl', { overwrite: true });
    assert.equal(await readFile(join(directory, 'in.jsonl'), 'utf8'), jsonl);
  });

  it('refuses a file that changes while it is read, and leaves nothing behind', async () => {
    const long = jsonl.repeat(40_000);
    for (const after of [jsonl.repeat(39_999), `${long}${jsonl}`, long]) {
      await writeFile(join(directory, 'in.jsonl'), long);
      let changed = false;
      const work = convert('in.jsonl', 'out.csv', {
        onProgress: () => {
          if (!changed) writeFileSync(join(directory, 'in.jsonl'), after);
          changed = true;
        },
      });
      assert.equal((await faultOf(work)).code, 'INPUT_FILE_CHANGED');
      assert.deepEqual(await readdir(directory), ['in.jsonl']);
    }
  });

  it('writes what Hugging Face datasets opens, with the same values', async function () {
    if (!hasDatasets) {
      const install =
        'python3 -m venv DIR && DIR/bin/pip install datasets==5.2.0 zstandard==0.25.0, and TOUCHSTONE_DATASETS_PYTHON=DIR/bin/python';
      notExercised(this, 'load_dataset on files that we write', install);
    }
    this.timeout(120_000);
    await writeFile(join(directory, 'in.jsonl'), jsonl);
    const files: string[] = [];
    for (const to of ['o.jsonl', 'o.json', 'o.csv', 'o.parquet', 'o.jsonl.gz', 'o.csv.zst', 'o.arrows']) {
      await convert('in.jsonl', to, { overwrite: true });
      files.push(to);
    }
    for (const format of FORMAT_NAMES.filter((name) => !/preference|plain/.test(name))) {
      await convert('in.jsonl', `${format}.parquet`, { format });
      await convert('in.jsonl', `${format}.jsonl`, { format });
      files.push(`${format}.parquet`, `${format}.jsonl`);
    }
    const program = [
      'import json, sys, datasets',
      'kinds = {"jsonl": "json", "json": "json", "csv": "csv", "parquet": "parquet", "arrows": "arrow"}',
      'for name in sys.argv[2:]:',
      '    kind = kinds[name.split(".")[1]]',
      '    table = datasets.load_dataset(kind, data_files=sys.argv[1] + "/" + name, split="train",',
      '        cache_dir=sys.argv[1] + "/cache")',
      '    print(json.dumps([name, table.to_list()]))',
    ].join('\n');
    const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', program, directory, ...files], {
      env: { PATH: process.env.PATH, HOME: directory, HF_HUB_OFFLINE: '1' },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const loaded = new Map(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as [string, Record<string, unknown>[]]),
    );
    assert.deepEqual([...loaded.keys()], files);
    for (const name of ['o.jsonl', 'o.json', 'o.parquet', 'o.jsonl.gz', 'o.arrows']) {
      assert.deepEqual(loaded.get(name), rows, name);
    }
    assert.deepEqual(
      loaded.get('o.csv')!.map(({ text }) => text),
      [rows[0]!.text, `'${rows[1]!.text}`],
    );
    assert.deepEqual(loaded.get('openai_chat.parquet')![0]!.messages, [
      { role: 'user', content: rows[0]!.text },
      { role: 'assistant', content: '工務局' },
    ]);
  });
});
