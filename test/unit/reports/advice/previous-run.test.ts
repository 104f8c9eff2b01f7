import assert from 'node:assert/strict';
import { previousRun } from '../../../../reports/advice/previous-run.ts';
import { answerReport } from '../../../fixtures/answer-report.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { soundModel, withErrors, withTrain } from './sound-model.ts';

const statesOf = (found: ReturnType<typeof previousRun>) =>
  Object.fromEntries(found!.advice.map(({ id, state }) => [id, state]));
const sound = soundModel();
const changed = (change: typeof withTrain extends (n: number) => infer C ? C : never) => ({
  ...sound,
  ...change(sound),
});

describe('what became of the advice before', () => {
  it('is settled where the figures call for it no longer', () => {
    const found = previousRun(changed(withTrain(10)), sound);
    assert.equal(statesOf(found).few_examples, 'settled');
    assert.deepEqual(previousRun(sound, changed(withTrain(10)))!.advice, []);
  });

  it('is better, worse or as before where they still do', () => {
    const [few, many] = [changed(withErrors(200)), changed(withErrors(400))];
    assert.equal(statesOf(previousRun(many, few)).confused_classes, 'less');
    assert.equal(statesOf(previousRun(few, many)).confused_classes, 'more');
    assert.equal(statesOf(previousRun(few, few)).confused_classes, 'same');
  });

  it('stands beside what was changed since and what came of it', () => {
    const before = {
      ...sound,
      spec: { train: { epochs: 1, seed: 42 } },
      decisions: [],
      split: { ...sound.split, train: 4000 },
    };
    const now = { ...sound, spec: { train: { epochs: 3, seed: 42 } }, decisions: [] };
    const found = previousRun(before, now)!;
    assert.deepEqual(found.settings, [{ field: 'train.epochs', before: 1, after: 3 }]);
    assert.deepEqual(found.train, { before: 4000, after: 6000 });
    assert.deepEqual(
      [found.merit.metric, found.merit.value, found.same_test],
      ['macro_f1', sound.evaluation.systems.tuned.macro_f1, true],
    );
    const other = { ...now, evaluation: { ...now.evaluation, test_digest: 'another' } };
    assert.equal(previousRun(before, other)!.same_test, false);
  });

  it('is not told of another task', () => {
    assert.equal(previousRun(answerReport('question_answering'), passedModel()), null);
  });
});
