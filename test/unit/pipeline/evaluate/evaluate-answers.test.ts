import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Loaded here and not by the command, because a library of its leaves names in the global object.
import '../../../../pipeline/evaluate/evaluate-answers.ts';
import { type AnswerTask, TASK_KINDS } from '../../../../pipeline/contracts/names.ts';
import { ANSWER_CASES } from '../../../fixtures/answer-cases.ts';
import { parseMarkup } from '../../reports/markup.ts';
import { assertHarmless, assertSound } from '../../reports/sound-page.ts';
import { called } from '../cli/called.ts';

type Row = Readonly<Record<string, unknown>>;
const TASKS = TASK_KINDS.filter((kind): kind is AnswerTask => kind !== 'classification');

describe('touchstone evaluate --task', function () {
  this.timeout(30_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-answers-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const file = (name: string, rows: readonly Row[]) => {
    const path = join(home, name);
    writeFileSync(path, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
    return path;
  };
  const run = (task: AnswerTask, gold: readonly Row[], predictions: readonly Row[], ...more: string[]) =>
    called(
      [
        ...['evaluate', '--task', task],
        ...['--gold', file('gold.jsonl', gold), '--predictions', file('p.jsonl', predictions)],
        ...more,
      ],
      {},
    );
  const json = async (
    task: AnswerTask,
    gold: readonly Row[],
    predictions: readonly Row[],
    ...more: string[]
  ) => {
    const { status, out, err } = await run(task, gold, predictions, '--json', ...more);
    assert.equal(status, 0, err);
    return JSON.parse(out);
  };
  const answered = (...predictions: unknown[]) =>
    predictions.map((prediction, i) => ({ id: `r${i}`, prediction }));

  it('judges answers to questions by character, and blank ones as unreadable and wrong', async () => {
    const gold = ['葛羅', '臺北市', '三百人'].map((output, i) => ({
      id: `r${i}`,
      instruction: '誰？',
      input: '文',
      output,
    }));
    const result = await json('question_answering', gold, answered('葛羅', '臺北', '').reverse());
    assert.equal(result.task, 'question_answering');
    assert.equal(result.n, 3);
    assert.ok(Math.abs(result.exact_match - 1 / 3) < 1e-12);
    // 臺北 of 臺北市: precision 1, recall 2/3, F1 0.8.
    assert.ok(Math.abs(result.f1 - 1.8 / 3) < 1e-12);
    assert.equal(result.unreadable, 1);
    assert.equal(result.comparison, null);
    assert.ok(result.intervals.f1[0] <= result.f1 && result.f1 <= result.intervals.f1[1]);
  });

  it('takes lists and objects as they are, and tells labels, types and fields', async () => {
    const labels = await json('multi_label', [{ id: 'r0', output: ['甲', '乙'] }], answered(['甲']));
    assert.equal(labels.subset_accuracy, 0);
    assert.deepEqual(labels.groups.map(({ name }: Row) => name).sort(), ['乙', '甲']);
    const fields = await json(
      'structured',
      [{ id: 'r0', output: { 日期: '五月', 人: '林' } }],
      answered({ 人: '林', 日期: '六月' }),
    );
    assert.equal(fields.micro_f1, 0.5);
    assert.equal(fields.valid_json, 1);
    const spans = await json(
      'extraction',
      [{ id: 'r0', output: [{ type: '人', text: '林' }] }],
      answered([{ type: '人', text: '林' }]),
    );
    assert.equal(spans.exact_match, 1);
  });

  it('compares with a baseline on the same records', async () => {
    const gold = Array.from({ length: 20 }, (_, i) => ({ id: `r${i}`, output: `答案${i}` }));
    const baseline = file('b.jsonl', answered(...gold.map(() => '不知道')));
    const result = await json(
      'question_answering',
      gold,
      answered(...gold.map(({ output }) => output)),
      '--baseline',
      baseline,
    );
    assert.equal(result.comparison.candidate_better, 20);
    assert.equal(result.comparison.baseline.exact_match, 0);
    assert.ok(result.comparison.p < 0.01);
    assert.ok(result.comparison.interval[0] > 0.5);
  });

  for (const task of TASKS) {
    it(`writes a report that is sound in both languages: ${task}`, async () => {
      const cases = Array.from(
        { length: 30 },
        (_, at) => ANSWER_CASES[task][at % ANSWER_CASES[task].length]!,
      );
      const gold = cases.map(({ text, truth }, i) => ({ id: `r${i}`, text, output: truth }));
      const qualities = ['truth', 'near', 'wrong', 'unreadable'] as const;
      const predictions = answered(...cases.map((one, i) => one[qualities[i % 4]!]));
      const baseline = file('b.jsonl', answered(...cases.map((one, i) => one[qualities[(i + 1) % 4]!])));
      for (const more of [[], ['--baseline', baseline]]) {
        const out = join(home, `out-${more.length}`);
        const {
          status,
          err,
          out: said,
        } = await run(task, gold, predictions, '--lang=en', '--out', out, ...more);
        assert.equal(status, 0, err);
        assert.match(said, /unreadable answers +\d/);
        for (const page of ['index.html', 'en.html']) {
          const html = readFileSync(join(out, page), 'utf8');
          assertSound(parseMarkup(html));
          assertHarmless(html);
          assert.deepEqual(html.match(/NaN|Infinity|undefined|\[object/g), null);
        }
        const junit = readFileSync(join(out, 'junit.xml'), 'utf8');
        parseMarkup(junit);
        assert.match(junit, /<testcase classname="figure"/);
        assert.equal(
          readFileSync(join(out, 'predictions.csv'), 'utf8').trim().split('\r\n').length >= 31,
          true,
        );
        assert.ok(existsSync(join(out, 'report.json')));
      }
    });
  }

  it('advises by the answers alone, in the words of a file and its baseline', async () => {
    const gold = Array.from({ length: 20 }, (_, i) => ({ id: `r${i}`, text: '文', output: `答案${i}` }));
    const baseline = file('b.jsonl', answered(...gold.map(({ output }) => output)));
    const predictions = answered(...gold.map(({ output }, i) => (i < 10 ? output : '')));
    const out = join(home, 'out');
    const { status, err } = await run(
      'question_answering',
      gold,
      predictions,
      '--out',
      out,
      '--baseline',
      baseline,
    );
    assert.equal(status, 0, err);
    const read = (name: string) => readFileSync(join(out, name), 'utf8');
    for (const text of [read('en.html'), read('summary.md')]) {
      assert.match(text, /Bring answers into their form/);
      assert.match(text, /The baseline answered some records better/);
      assert.doesNotMatch(text, /tuning/i);
    }
    assert.match(read('index.html'), /讓答案合乎格式[\s\S]*有些記錄對照答得較好/);
  });

  it('lists missing and unknown records, or counts them as unreadable where asked', async () => {
    const gold = [0, 1].map((i) => ({ id: `r${i}`, output: '甲' }));
    const predictions = [
      { id: 'r0', prediction: '甲' },
      { id: 'x', prediction: '甲' },
    ];
    const refused = await run('question_answering', gold, predictions, '--lang=en');
    assert.equal(refused.status, 2);
    assert.match(refused.err + refused.out, /r1/);
    const result = await json('question_answering', gold, predictions, '--count-missing-as-wrong');
    assert.deepEqual([result.n, result.unreadable, result.exact_match], [2, 1, 0.5]);
    assert.equal(result.warnings.length, 1);
  });

  it('says when an expected answer is not in the form of the task, and refuses what only labels have', async () => {
    const result = await json('structured', [{ id: 'r0', output: 'no JSON' }], answered('{}'));
    assert.match(result.warnings[0], /1/);
    for (const option of [['--match-labels'], ['--slice', 'x']]) {
      const { status, err, out } = await run(
        'generation',
        [{ id: 'r0', output: 'a' }],
        answered('a'),
        '--lang=en',
        ...option,
      );
      assert.equal(status, 2);
      assert.match(err + out, new RegExp(`${option[0]} is for classification only`));
    }
  });
});
