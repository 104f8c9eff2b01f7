import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { readAnswers } from '../../../../../stages/evaluate/predictions/answers.ts';
import { predictionsFile, type Row } from '../predictions-file.ts';

const GOOD: readonly Row[] = [
  { id: 'r1', prediction: '甲', probabilities: [0.75, 0.25] },
  { id: 'r2', prediction: '乙', probabilities: [0.5, 0.5] },
];
const read = (rows: readonly Row[]) => readAnswers(predictionsFile(rows), ['r1', 'r2'], ['甲', '乙']);

function refused(rows: readonly Row[], detail: RegExp): void {
  assert.throws(
    () => read(rows),
    (error: unknown) => {
      assert.ok(error instanceof TouchstoneError && error.code === 'TRAINER_OUTPUT');
      assert.match(String(error.params.detail), detail);
      return true;
    },
  );
}
const first = (change: Partial<Row>): readonly Row[] => [{ ...GOOD[0]!, ...change }, GOOD[1]!];

describe('answers of a system', () => {
  it('are read in order, probabilities exactly', () => {
    const { answers, probabilities, labels } = read(GOOD);
    assert.deepEqual(answers, ['甲', '乙']);
    assert.deepEqual(
      probabilities.map((p) => [...p]),
      [
        [0.75, 0.25],
        [0.5, 0.5],
      ],
    );
    assert.deepEqual(labels, ['甲', '乙']);
  });

  it('are refused where they are not answers to just these records in this order', () => {
    refused([GOOD[1]!, GOOD[0]!], /^row 0: record r2 where r1 was due$/);
    refused([GOOD[0]!], /^row 1: the table ends, but 2 records were asked about$/);
    refused([...GOOD, { ...GOOD[0]!, id: 'r3' }], /^row 2: record r3 where the end was due$/);
  });

  it('are refused where the probabilities are none, or do not belong to the answer', () => {
    refused(first({ probabilities: [0.75, Number.NaN] }), /NaN is no probability/);
    refused(first({ probabilities: [1.5, -0.5] }), /is no probability/);
    refused(first({ probabilities: [0.7, 0.2] }), /sum to 0\.8999/);
    refused(first({ probabilities: [1] }), /1 probabilities for 2 labels/);
    refused(first({ prediction: '丙' }), /"丙" is none of the labels/);
    refused(first({ prediction: '乙' }), /"乙" is not the most probable label/);
  });

  it('are refused where the file is no such table', () => {
    assert.throws(() => readAnswers(new Uint8Array(8), ['r1'], ['甲']), TouchstoneError);
  });
});
