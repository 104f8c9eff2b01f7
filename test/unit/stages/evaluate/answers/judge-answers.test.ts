import assert from 'node:assert/strict';
import type { AnswerTask } from '../../../../../pipeline/contracts/names.ts';
import { primaryOf } from '../../../../../pipeline/contracts/primary.ts';
import { headlinesOf } from '../../../../../pipeline/contracts/registry.ts';
import { TASKS } from '../../../../../pipeline/contracts/tasks.ts';
import { answerEvaluation } from '../../../../../stages/evaluate/answers/answer-evaluation.ts';
import { judgeAnswers } from '../../../../../stages/evaluate/answers/judge-answers.ts';
import { JUDGES } from '../../../../../stages/evaluate/answers/tasks/registry.ts';
import { atOnce } from '../at-once.ts';

const CONFIG = { draws: 400, confidence: 0.95, seed: 7 };
const FACTS = { language: 'zh-TW', labels: [] } as const;

/** Truth and an answer that is wrong, for each task. */
const SAMPLES: Readonly<Record<AnswerTask, readonly [truth: string, wrong: string]>> = {
  multi_label: ['衛生;環保', '交通'],
  extraction: ['[{"type": "人名", "text": "王小明"}]', '[{"type": "地名", "text": "王小明"}]'],
  structured: ['{"日期": "5 月 1 日", "金額": 1200}', '{"日期": "6 月 1 日"}'],
  question_answering: ['葛羅', '巴麥尊'],
  generation: ['本府將於三十日內答覆。', '無'],
};

const judgeOne = (task: AnswerTask, truth: string, answer: string, text = '') => {
  const record = { id: '1', text, truth };
  const judge = JUDGES[task]([record], FACTS);
  const judged = judge.judge(record, answer);
  return { judged, figures: judge.figures(judged.counts, 1), groups: judge.groups(judged.counts) };
};

/** Forty records, of which the one system answers the first `right` rightly and the other the first ten. */
function evaluated(task: AnswerTask, right: number) {
  const [truth, wrong] = SAMPLES[task];
  const records = Array.from({ length: 40 }, (_, at) => ({ id: `r${at}`, text: '', truth }));
  const answers = (count: number) => records.map((_, at) => (at < count ? truth : wrong));
  return atOnce(
    answerEvaluation(
      {
        task,
        facts: FACTS,
        records,
        systems: new Map([
          ['base', answers(10)],
          ['tuned', answers(right)],
        ]),
        slices: [],
        peers: new Map(),
        peersLeftOut: [],
        cut: [],
        testDigest: 'd',
        production: null,
        at: new Date(0),
      },
      CONFIG,
    ),
  );
}

for (const task of Object.keys(SAMPLES) as AnswerTask[]) {
  describe(`answers of the task ${task}`, () => {
    it('a right answer scores 1 and is readable; every figure of the task is there', () => {
      const [truth] = SAMPLES[task];
      const { judged, figures } = judgeOne(task, truth, truth);
      assert.equal(judged.score, 1);
      assert.ok(judged.readable);
      for (const metric of TASKS[task].metrics) assert.ok(figures[metric] !== undefined, metric);
      assert.equal(figures[TASKS[task].primary], 1);
    });

    it('an answer that cannot be read counts as wrong and is told', () => {
      const [truth] = SAMPLES[task];
      const { judged, figures } = judgeOne(task, truth, '  ');
      assert.equal(judged.readable, false);
      assert.equal(judged.score, 0);
      assert.equal(figures[TASKS[task].primary], 0);
    });

    it('a system that answers more records rightly is better, beyond chance; the headlines say so', () => {
      const { evaluation } = evaluated(task, 30);
      const primary = primaryOf(evaluation);
      const [comparison] = primary.comparisons;
      assert.equal(primary.metric, TASKS[task].primary);
      assert.ok(comparison!.difference > 0.15 && comparison!.p < 0.01, JSON.stringify(comparison));
      const [low, high] = comparison!.interval;
      assert.ok(0 < low && low <= comparison!.difference && comparison!.difference <= high);
      assert.equal(evaluation.comparisons[0]!.candidate_better, 20);
      assert.equal(evaluation.systems.tuned.scores.at(-1), 30);
      assert.equal(evaluation.worst.length, 10);
      assert.deepEqual(headlinesOf(evaluation).tuned.primary, {
        metric: TASKS[task].primary,
        value: primary.systems.tuned.value,
      });
    });

    it('equal systems differ by nothing; the same seed gives the same result', () => {
      const { evaluation } = evaluated(task, 10);
      assert.equal(evaluation.comparisons[0]!.difference, 0);
      assert.equal(evaluation.comparisons[0]!.p, 1);
      assert.deepEqual(evaluation.regressions, []);
      assert.deepEqual(evaluated(task, 10), { evaluation, unreadableTruth: 0 });
    });
  });
}

describe('judging answers', () => {
  it('a wrong value of a field is one too many and one missing', () => {
    const { figures, groups } = judgeOne('structured', '{"a": 1, "b": 2}', '{"a": 1, "b": 3, "c": 4}');
    assert.equal(figures.macro_field_f1, 0.5);
    assert.equal(figures.micro_f1, 2 / 5);
    assert.deepEqual(
      groups.map(({ name, f1, support, predicted }) => [name, f1, support, predicted]),
      [
        ['b', 0, 1, 1],
        ['a', 1, 1, 1],
      ],
    );
  });

  it('spans that overlap in the text count where overlap suffices, of the same type only', () => {
    const text = '本案由臺北市政府衛生局辦理';
    const wanted = '[{"type": "機關", "text": "臺北市政府衛生局"}]';
    const near = judgeOne('extraction', wanted, '[{"type": "機關", "text": "衛生局"}]', text).figures;
    assert.deepEqual([near.micro_f1, near.overlap_f1], [0, 1]);
    const other = judgeOne('extraction', wanted, '[{"type": "人名", "text": "衛生局"}]', text).figures;
    assert.deepEqual([other.micro_f1, other.overlap_f1], [0, 0]);
  });

  it('types do not matter where none is expected', () => {
    const { figures, groups } = judgeOne('extraction', '["甲"]', '[{"type": "人名", "text": "甲"}]');
    assert.equal(figures.micro_f1, 1);
    assert.deepEqual(groups, []);
  });

  it('labels that there are not count in micro-F1, not as labels of their own', () => {
    const { figures } = judgeOne('multi_label', '衛生', '衛生;外星人');
    assert.equal(figures.macro_f1, 1);
    assert.equal(figures.micro_f1, 2 / 3);
    assert.equal(figures.subset_accuracy, 0);
    assert.equal(figures.hamming_loss, 0);
  });

  it('English answers are judged as SQuAD’s are, whatever the articles', () => {
    const record = { id: '1', text: '', truth: 'The Mayor' };
    const judge = JUDGES.question_answering([record], { language: 'en', labels: [] });
    assert.equal(judge.judge(record, 'mayor').score, 1);
  });

  it('numbers that nobody gave, and runs that were copied', () => {
    const { figures } = judgeOne(
      'generation',
      '共 1,200 元',
      '共 1200 元，5 人，依據本法規定',
      '依據本法規定辦理',
    );
    assert.equal(figures.invented_numbers, 1 / 2);
    assert.ok(figures.copy_rate! > 0 && figures.copy_rate! < 1);
    assert.equal(judgeOne('generation', '好', '好').figures.invented_numbers, null);
  });

  it('counts expected answers that cannot be read', () => {
    const { unreadableTruth, systems } = atOnce(
      judgeAnswers(
        {
          task: 'structured',
          facts: FACTS,
          records: [
            { id: 'a', text: '', truth: '不是 JSON' },
            { id: 'b', text: '', truth: '{"x": 1}' },
          ],
          systems: new Map([['file', ['{"x": 1}', '{"x": 1}']]]),
          pairs: [],
        },
        CONFIG,
      ),
    );
    assert.equal(unreadableTruth, 1);
    assert.equal(systems.get('file')!.figures.exact_match, 0.5);
  });
});
