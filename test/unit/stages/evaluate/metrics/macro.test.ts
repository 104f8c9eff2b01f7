import assert from 'node:assert/strict';
import { macroF1, macroPrecision, macroRecall } from '../../../../../stages/evaluate/metrics/macro.ts';
import { example, nothing } from './example.ts';

describe('macro averages', () => {
  it('run over the three classes that occur, an undefined figure counting 0', () => {
    assert.equal(macroPrecision(example), (1 + 2 / 3 + 0) / 3);
    assert.equal(macroRecall(example), (3 / 4 + 2 / 3 + 0) / 3);
    assert.equal(macroF1(example), (6 / 7 + 2 / 3 + 0) / 3);
  });
  it('are undefined without records', () => {
    assert.deepEqual([macroPrecision(nothing), macroRecall(nothing), macroF1(nothing)], [null, null, null]);
  });
});
