import assert from 'node:assert/strict';
import { Float32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { readPredictions } from '../../../../datasets/arrow/read-predictions.ts';
import { predictionsFile } from '../../stages/evaluate/predictions-file.ts';

const read = (bytes: Uint8Array) => [...readPredictions(bytes)];

describe('predictions table', () => {
  it('is read row by row, probabilities and their logarithms to the last bit', () => {
    const rows = [
      {
        id: 'r1',
        prediction: '交通局',
        probabilities: [0.1 + 0.2, 0.7 - 2 ** -54],
        logLikelihood: [-1, -900],
      },
      { id: 'line:2', prediction: '衛生局', probabilities: [5e-324, 1], logLikelihood: [-1e4, 0] },
    ];
    const found = read(predictionsFile(rows));
    assert.deepEqual(
      found.map((row) => ({
        ...row,
        probabilities: [...row.probabilities!],
        logLikelihood: [...row.logLikelihood!],
      })),
      rows,
    );
  });

  it('of answers that were written has no probabilities', () => {
    const rows = [{ id: 'r1', prediction: '葛羅' }];
    assert.deepEqual(read(predictionsFile(rows)), [
      { ...rows[0]!, probabilities: null, logLikelihood: null },
    ]);
  });

  it('may be empty', () => assert.deepEqual(read(predictionsFile([])), []));

  it('is refused without a column, or with one of another type or with nulls', () => {
    const ids = vectorFromArray(['r1'], new Utf8());
    const table = (columns: ConstructorParameters<typeof Table>[0]) =>
      tableToIPC(new Table(columns), 'stream');
    assert.throws(() => read(table({ id: ids } as never)), /column prediction is missing/);
    const numbers = vectorFromArray([1], new Float32());
    assert.throws(() => read(table({ id: numbers } as never)), /column id is Float32, not Utf8/);
    const gap = vectorFromArray(['r1', null], new Utf8());
    assert.throws(() => read(table({ id: gap } as never)), /column id has nulls/);
  });

  it('is refused where the bytes are no Arrow', () =>
    assert.throws(() => read(Buffer.from('not arrow at all'))));
});
