import assert from 'node:assert/strict';
import { partDifferences } from '../../../../../stages/evaluate/answers/part-differences.ts';
import { JUDGES } from '../../../../../stages/evaluate/answers/tasks/registry.ts';
import { Random } from '../../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../at-once.ts';

const FACTS = { language: 'zh-TW', labels: [] } as const;

/** Two systems that give one field each: `a` knows the date of every record, both know the name of every other record. */
function compared(records: number, draws: number) {
  const all = Array.from({ length: records }, (_, at) => ({
    id: `r${at}`,
    text: '',
    truth: `{"日期": "${at}", "人": "林${at}"}`,
  }));
  const judge = JUDGES.structured(all, FACTS);
  const counts = (answer: (at: number) => object) =>
    all.map((record, at) => judge.judge(record, JSON.stringify(answer(at))).counts);
  const name = (at: number) => (at % 2 === 0 ? `林${at}` : '王');
  const a = counts((at) => ({ 日期: `${at}`, 人: name(at) }));
  const b = counts((at) => ({ 日期: at < 1 ? `${at}` : 'x', 人: name(at + 2 * (at % 2)) }));
  return atOnce(partDifferences(judge, a, b, { draws, random: Random.of(1, 'parts') }));
}

describe('parts of written answers, compared', () => {
  it('differ where one system is better on them beyond luck, and not where both are alike', () => {
    const [person, date] = compared(12, 4000);
    assert.deepEqual([person!.label, date!.label], ['人', '日期']);
    assert.deepEqual([person!.f1_difference, person!.p, person!.holm_p], [0, 1, 1]);
    assert.ok(Math.abs(date!.f1_difference - 11 / 12) < 1e-12);
    // Eleven records differ: two of 2^11 exchanges are as far from 0.
    assert.ok(Math.abs(date!.p - 2 ** -10) < 1e-3, String(date!.p));
    assert.ok(Math.abs(date!.holm_p - Math.min(1, 2 * date!.p)) < 1e-12);
  });

  it('are none where the task has none', () => {
    const record = { id: 'r', text: '', truth: '葛羅' };
    const judge = JUDGES.question_answering([record], FACTS);
    const { counts } = judge.judge(record, '葛羅');
    const found = atOnce(
      partDifferences(judge, [counts], [counts], { draws: 10, random: Random.of(1, 'parts') }),
    );
    assert.deepEqual(found, []);
  });
});
