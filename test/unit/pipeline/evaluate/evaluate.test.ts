import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Loaded here and not by the command, because a library of its leaves names in the global object.
import '../../../../pipeline/evaluate/evaluate-files.ts';
import { called } from '../cli/called.ts';

type Row = Readonly<Record<string, unknown>>;

describe('touchstone evaluate', function () {
  this.timeout(20_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-evaluate-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const file = (name: string, rows: readonly (Row | string)[]) => {
    const path = join(home, name);
    const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const run = (gold: readonly (Row | string)[], predictions: readonly (Row | string)[], ...more: string[]) =>
    called(
      [
        'evaluate',
        '--gold',
        file('gold.jsonl', gold),
        '--predictions',
        file('p.jsonl', predictions),
        ...more,
      ],
      {},
    );
  const json = async (gold: readonly Row[], predictions: readonly Row[], ...more: string[]) => {
    const { status, out, err } = await run(gold, predictions, '--json', ...more);
    assert.equal(status, 0, err);
    return JSON.parse(out);
  };
  const refused = async (gold: readonly (Row | string)[], predictions: readonly (Row | string)[]) => {
    const { status, err, out } = await run(gold, predictions, '--lang=en');
    assert.equal(status, 2, out);
    return err + out;
  };

  const GOLD = ['a', 'a', 'b', 'b', 'c'].map((label, i) => ({ id: `r${i}`, label }));
  const answers = (...labels: string[]) => labels.map((prediction, i) => ({ id: `r${i}`, prediction }));

  it('gives every figure, whatever the order of the predictions', async () => {
    const result = await json(GOLD, answers('a', 'b', 'b', 'b', 'x').reverse());
    assert.equal(result.n, 5);
    assert.ok(Math.abs(result.accuracy - 3 / 5) < 1e-15);
    // F1: a 2/3, b 4/5, c 0, x 0.
    assert.ok(Math.abs(result.macro_f1 - (2 / 3 + 4 / 5) / 4) < 1e-15);
    assert.deepEqual(result.confusion.labels, ['a', 'b', 'c', 'x']);
    assert.deepEqual(result.confusion.matrix[0], [1, 1, 0, 0]);
    assert.equal(result.per_class.x.support, 0);
    assert.equal(result.per_class.x.recall, null);
    assert.equal(result.intervals.accuracy.length, 2);
    assert.deepEqual([result.log_loss, result.roc_auc, result.comparison], [null, null, null]);
    assert.equal(result.detectable.basis, 'assumed');
  });

  it('compares with a baseline', async () => {
    const gold = Array.from({ length: 60 }, (_, i) => ({ id: i, label: i % 2 }));
    const good = gold.map(({ id, label }) => ({ id, prediction: label }));
    const bad = gold.map(({ id }) => ({ id, prediction: 0 }));
    const { comparison } = await json(gold, good, '--baseline', file('b.jsonl', bad));
    // 30 records only one answers right: p = 2 · 2⁻³⁰.
    assert.ok(Math.abs(comparison.mcnemar_p - 2 ** -29) < 1e-18);
    assert.ok(Math.abs(comparison.macro_f1_difference - (1 - 1 / 3)) < 1e-12);
    assert.ok(comparison.macro_f1_p < 0.01 && comparison.interval[0] > 0.5);
    assert.equal(comparison.detectable.discordance, 0.5);
    assert.equal(comparison.per_class.length, 2);
  });

  it('takes truth in other formats, and numbers as labels', async () => {
    const alpaca = [
      { instruction: 'Which?', input: 'one', output: 'A' },
      { instruction: 'Which?', input: 'two', output: 'B' },
    ];
    const result = await json(alpaca, [
      { id: 'line:1', prediction: 'A' },
      { id: 'line:2', prediction: 'B' },
    ]);
    assert.equal(result.accuracy, 1);
    const csv = join(home, 'gold.csv');
    writeFileSync(csv, 'text,label\none,1\ntwo,2\n');
    const predictions = file('p.jsonl', [
      { id: 'line:2', prediction: 1 },
      { id: 'line:3', prediction: 1 },
    ]);
    const { out, err } = await called(
      ['evaluate', '--gold', csv, '--predictions', predictions, '--json'],
      {},
    );
    assert.deepEqual(JSON.parse(out || err).confusion, {
      labels: ['1', '2'],
      matrix: [
        [1, 0],
        [1, 0],
      ],
    });
  });

  it('lists records that are missing, given twice or unknown', async () => {
    const given = [
      ...answers('a', 'a', 'b', 'b'),
      { id: 'r0', prediction: 'a' },
      { id: 'zz', prediction: 'a' },
    ];
    const text = await refused(GOLD, given);
    for (const part of ['"r4" has no prediction', '"r0" occurs again', '"zz"', 'p.jsonl', 'gold.jsonl']) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    const result = await json(GOLD, given, '--count-missing-as-wrong');
    assert.deepEqual([result.n, result.accuracy], [5, 3 / 5]);
    assert.equal(result.warnings.length, 1);
    assert.match(await refused([...GOLD, GOLD[0]!], answers('a', 'a', 'b', 'b', 'c')), /"r0" occurs again/);
  });

  it('offers to match labels that differ by width or space', async () => {
    const gold = [
      { id: 1, label: '第1類' },
      { id: 2, label: '第2類' },
    ];
    const given = [
      { id: 1, prediction: '第１類' },
      { id: 2, prediction: '第2類 ' },
    ];
    const strict = await json(gold, given);
    assert.equal(strict.accuracy, 0);
    assert.match(strict.warnings.join(), /--match-labels/);
    const matched = await json(gold, given, '--match-labels');
    assert.deepEqual([matched.accuracy, matched.confusion.labels.length], [1, 2]);
  });

  it('works out what probabilities allow', async () => {
    const p = (a: number) => ({ a, b: 1 - a });
    const gold = [
      { id: 1, label: 'a' },
      { id: 2, label: 'b' },
    ];
    const result = await json(gold, [
      { id: 1, prediction: 'a', probabilities: p(0.8) },
      { id: 2, prediction: 'b', probabilities: p(0.4) },
    ]);
    assert.ok(Math.abs(result.log_loss + (Math.log(0.8) + Math.log(0.6)) / 2) < 1e-12);
    assert.ok(Math.abs(result.brier - (2 * 0.04 + 2 * 0.16) / 2) < 1e-12);
    assert.equal(result.roc_auc.macro, 1);
    // Each of the two is judged by the confidence of the other: 0.8 reaches 0.6, and 0.6 does not reach 0.8.
    assert.deepEqual(result.hand_over.point, { threshold: 0.6, coverage: 0.5, accuracy: 1 });
    assert.deepEqual(result.hand_over.chosen, { on: 'cross_fitting', n: 2, folds: 2 });
  });

  it('says where probabilities are wrong', async () => {
    const row = (probabilities: unknown) => ({ id: 'r0', prediction: 'a', probabilities });
    const gold = GOLD.slice(0, 1);
    assert.match(
      await refused(gold, ['{"id":"r0","prediction":"a","probabilities":{"a":NaN,"b":1}}']),
      /probabilities\.a/,
    );
    assert.match(await refused(gold, [row({ a: 0.9, b: 0.9 })]), /sum to 1/);
    assert.match(await refused(gold, [row({ a: -0.1, b: 1.1 })]), /probabilities\.a/);
    assert.match(await refused(gold, [row([0.5, 0.5])]), /p\.jsonl/);
  });

  it('says which line is no object, or lacks a field', async () => {
    assert.match(await refused(GOLD, ['nonsense']), /JSON object/);
    assert.match(await refused(GOLD, [{ id: 'r0' }]), /"?prediction"?/);
    assert.match(await refused([], answers('a')), /holds no records/);
  });

  it('makes a report of hostile labels that runs no script', async () => {
    const labels = ['<script>alert(1)</script>', 'x'.repeat(10_000), '\u202eevil', '=1+1', '__proto__'];
    const gold = labels.map((label, id) => ({ id, label, text: `<img src=x onerror=alert(${id})>` }));
    const given = labels.map((_, id) => ({ id, prediction: labels[(id + 1) % labels.length] }));
    const out = join(home, 'out');
    const result = await json(gold, given, '--out', out, '--baseline', file('b.jsonl', given));
    assert.deepEqual(Object.keys(result.per_class).sort(), [...labels].sort());
    for (const page of ['index.html', 'en.html']) {
      const html = readFileSync(join(out, page), 'utf8');
      assert.doesNotMatch(html, /<script|<img|\sstyle=|\u202e/);
    }
    assert.match(readFileSync(join(out, 'predictions.csv'), 'utf8'), /"'=1\+1"/);
    for (const name of ['report.json', 'junit.xml', 'summary.md', 'report.css']) {
      assert.ok(existsSync(join(out, name)), name);
    }
    const again = await run(gold, given, '--out', out);
    assert.equal(again.status, 2);
  });

  it('says what to do next, from the answers alone, and groups the wrong ones by confusion', async () => {
    const gold = Array.from({ length: 1200 }, (_, id) => ({
      id,
      text: `case ${id}`,
      label: id % 2 ? 'b' : 'a',
    }));
    const right = gold.map(({ id, label }) => ({ id, prediction: label }));
    // Of 600 records of a, 100 are taken for b; of b, one for a.
    const wrong = right.map((row, at) =>
      at % 12 === 0 ? { ...row, prediction: 'b' } : at === 1 ? { ...row, prediction: 'a' } : row,
    );
    const pages = async (name: string, given: readonly Row[], baseline: readonly Row[]) => {
      const out = join(home, name);
      await json(gold, given, '--out', out, '--baseline', file('b.jsonl', baseline));
      return ['en.html', 'summary.md'].map((path) => readFileSync(join(out, path), 'utf8'));
    };
    const [page = '', summary = ''] = await pages('worse', wrong, right);
    for (const text of [page, summary]) {
      assert.match(text, /Tell easily confused classes apart/);
      assert.match(text, /Some classes are worse than in the baseline/);
    }
    assert.match(page, /Right in the baseline, wrong here/);
    assert.match(page, /grouped by confusion/);
    const [sound = '', brief = ''] = await pages('better', right, wrong);
    for (const text of [sound, brief]) {
      assert.doesNotMatch(text, /confused classes apart|worse than in the baseline/);
    }
    assert.match(sound, /Not one test record was answered wrongly/);
  });

  it('judges a test of one record, and shows it to a person in both languages', async () => {
    const one = await json(GOLD.slice(0, 1), answers('a'));
    assert.deepEqual([one.accuracy, one.mcc, one.kappa, one.intervals.mcc], [1, null, null, null]);
    const zh = await run(GOLD, answers('a', 'a', 'b', 'b', 'a'), '--lang=zh-TW');
    assert.match(zh.out, /正確率/);
    const en = await run(GOLD, answers('a', 'a', 'b', 'b', 'a'), '--lang=en');
    assert.match(en.out, /Balanced accuracy/);
  });

  it('divides the records by a column', async () => {
    const gold = GOLD.map((row, i) => ({ ...row, office: i < 2 ? 'north' : 'south' }));
    const { slices } = await json(gold, answers('a', 'a', 'a', 'b', 'c'), '--slice', 'office');
    const south = slices.find(({ value }: { value: string }) => value === 'south');
    assert.deepEqual([south.n, south.accuracy], [3, 2 / 3]);
    assert.ok(Math.abs(south.gap + 1 / 3) < 1e-12 && south.gap_interval[0] < south.gap);
  });
});
