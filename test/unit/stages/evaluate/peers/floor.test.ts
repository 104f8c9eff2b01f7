import assert from 'node:assert/strict';
import { linearAnswers, majorityAnswers } from '../../../../../stages/evaluate/peers/floor.ts';
import { atOnce } from '../at-once.ts';

const training = [
  ...['路燈不亮', '路燈壞了', '路燈閃爍', '巷口路燈'].map((text) => ({ text, label: '工務局' })),
  ...['流感疫苗', '疫苗接種', '疫苗殘劑'].map((text) => ({ text, label: '衛生局' })),
];

describe('the floor', () => {
  it('is a linear classifier that learns what letters tell the classes apart', () => {
    const { labels, answers, probabilities } = atOnce(linearAnswers(training, ['路燈', '打疫苗', '無關']));
    assert.deepEqual(labels, ['工務局', '衛生局']);
    assert.deepEqual(answers.slice(0, 2), ['工務局', '衛生局']);
    for (const row of probabilities) assert.ok(Math.abs(row[0]! + row[1]! - 1) < 1e-9);
    assert.ok(probabilities[0]![0]! > 0.8);
    assert.deepEqual(
      atOnce(linearAnswers(training, ['路燈', '打疫苗', '無關'])).probabilities,
      probabilities,
    );
  });

  it('and always the most frequent class, with the classes’ shares', () => {
    const { answers, probabilities } = majorityAnswers(training, 2);
    assert.deepEqual(answers, ['工務局', '工務局']);
    assert.deepEqual([...probabilities[1]!], [4 / 7, 3 / 7]);
  });

  it('takes a training of one class', () => {
    const one = training.slice(0, 2);
    assert.deepEqual(atOnce(linearAnswers(one, ['疫苗'])).answers, ['工務局']);
    assert.deepEqual(majorityAnswers(one, 1).answers, ['工務局']);
  });
});
