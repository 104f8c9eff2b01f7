import assert from 'node:assert/strict';
import { problemLines } from '../../../../../pipeline/cli/terminal/problem-lines.ts';
import { sayIn } from '../../../../../pipeline/cli/texts/speak.ts';
import { problemOf, TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';

const show = (error: TouchstoneError, language: 'en' | 'zh-TW' = 'en') =>
  problemLines(problemOf(error, language), sayIn(language));

describe('a problem for a person', () => {
  it('says what, where, what was expected and what to do', () => {
    const error = new TouchstoneError('SPEC_INVALID', {
      params: { count: 1 },
      faults: [
        {
          code: 'SPEC_UNKNOWN_FIELD',
          params: { field: 'train.epoch', suggestion: 'epochs' },
          place: { file: 'spec', line: 3, field: 'train.epoch' },
          expected: 'a known field',
          found: '"epoch"',
        },
      ],
    });
    assert.deepEqual(show(error), [
      'Error SPEC_INVALID: The pipeline spec has 1 fault(s).',
      '  spec, line 3, field "train.epoch": Unknown field "train.epoch".',
      '    expected: a known field',
      '    found: "epoch"',
      '    → Did you mean "epochs"?',
      'What to do: Correct the fields listed and send it again.',
    ]);
  });

  it('does not say the same thing twice', () => {
    const lines = show(new TouchstoneError('RUN_NOT_FOUND', { params: { id: 'run_x' } }), 'zh-TW');
    assert.deepEqual(lines, [
      '錯誤 RUN_NOT_FOUND：沒有「run_x」這個執行。',
      '處理方式：可用 `touchstone runs list` 查看所有執行。',
    ]);
  });

  it('shows twenty faults and counts the rest', () => {
    const faults = Array.from({ length: 25 }, (_, n) => ({
      code: 'SPEC_VALUE' as const,
      params: { field: `f${n}`, detail: 'x' },
      place: { field: `f${n}` },
    }));
    const lines = show(new TouchstoneError('SPEC_INVALID', { params: { count: 25 }, faults }));
    assert.equal(lines.filter((line) => line.startsWith('  field')).length, 20);
    assert.ok(lines.includes('  … and 5 more'));
  });

  it('shows what came from outside without its control characters', () => {
    const error = new TouchstoneError('CLI_SET_SYNTAX', { params: { text: '\x1b[2J' } });
    assert.ok(show(error).every((line) => !line.includes('\x1b')));
  });
});
