import assert from 'node:assert/strict';
import { problemOf } from '../../../../pipeline/contracts/errors/error.ts';
import { errorOf, progressOf, trainerEventSchema } from '../../../../pipeline/executor/trainer-events.ts';

describe('what the trainer says', () => {
  it('becomes progress of the whole command, which never goes back', () => {
    const percents = [
      progressOf({ event: 'progress', stage: 'load', percent: 100 })!.percent,
      progressOf({ event: 'progress', stage: 'reference', percent: 50 })!.percent,
      progressOf({ event: 'progress', stage: 'train', percent: 0 })!.percent,
      progressOf({ event: 'resumed', step: 50, total: 100 })!.percent,
      progressOf({ event: 'progress', stage: 'train', percent: 100 })!.percent,
    ];
    assert.deepEqual(percents, [5, 5, 5, 52.5, 100]);
    assert.equal(progressOf({ event: 'progress', stage: 'evaluate', percent: 10 }), null);
  });

  it('becomes a word before training: memory, time, and what was changed so that it fits', () => {
    const fit = {
      event: 'fit',
      device: { kind: 'cpu', name: 'a processor' },
      parts: { weights: 1 },
      memory_bytes: 2_254_857_830,
      available_bytes: 21_796_958_208,
      seconds: 1450,
      batch_size: 8,
      asked_batch_size: 8,
      recompute: false,
    };
    const said = (changes: object) => {
      return progressOf(trainerEventSchema.parse(JSON.parse(JSON.stringify({ ...fit, ...changes }))))!;
    };
    assert.deepEqual(said({}), {
      percent: 5,
      lasting: true,
      message: {
        en: 'Training needs about 2.1 of 20.3 GiB and 24 min',
        'zh-TW': '訓練約需 2.1 GiB 記憶體（可用 20.3 GiB），約 24 分鐘',
      },
    });
    const changed = said({ batch_size: 2, recompute: true, seconds: 12_000 }).message!;
    assert.match(
      changed.en,
      / and 3 h; to fit: 2 instead of 8 records at once.*; activations computed twice/,
    );
    assert.match(
      changed['zh-TW'],
      /約 3 小時；為符合可用記憶體：一次處理 2 筆而非 8 筆.*；中間結果改為重新計算/,
    );
    const divided = said({ sharded: true }).message!;
    assert.match(divided.en, /; to fit: the base divided over the processes/);
    assert.match(divided['zh-TW'], /；為符合可用記憶體：基礎模型分散於各程序/);
    // What is not known is left out of the event.
    const short = said({ available_bytes: undefined, seconds: undefined }).message!;
    assert.deepEqual(short, { en: 'Training needs about 2.1 GiB', 'zh-TW': '訓練約需 2.1 GiB 記憶體' });
  });

  it('says of a training that does not fit what is missing, and what would fit', () => {
    const failure = {
      event: 'error',
      code: 'TRAINER_DOES_NOT_FIT',
      message: 'no',
      details: {
        needed: 3 * 1024 ** 3,
        available: 1.5 * 1024 ** 3,
        device: 'a processor',
        advice: { max_length: 256, method: 'qlora' },
      },
    } as const;
    const problem = (details: object) =>
      problemOf(errorOf(5, null, { ...failure, details: { ...failure.details, ...details } }, ''), 'en');
    assert.equal(
      problem({}).detail,
      'Training needs at least 3.0 GiB of memory, and 1.5 GiB is available on a processor.',
    );
    assert.match(
      problem({}).advice!,
      /that would fit: train\.max_length: 256 · train\.method: qlora\. Otherwise/,
    );
    assert.match(problem({ advice: {} }).advice!, /that would fit: –\. Otherwise/);
  });

  it('becomes an error with its own code, else one from its exit status', () => {
    const diverged = {
      event: 'error',
      code: 'TRAINER_DIVERGED',
      message: 'nan',
      details: { step: 7 },
    } as const;
    assert.deepEqual(
      [errorOf(6, null, diverged, '').code, errorOf(6, null, diverged, '').params.step],
      ['TRAINER_DIVERGED', '7'],
    );
    const codes = [2, 3, 4, 5, 6, 7, 70].map((status) => errorOf(status, null, null, 'last line\n').code);
    assert.deepEqual(codes, [
      'TRAINER_FAILED',
      'TRAINER_INTERRUPTED',
      'TRAINER_ENVIRONMENT',
      'TRAINER_OUT_OF_MEMORY',
      'TRAINER_DIVERGED',
      'BASE_UNREACHABLE',
      'TRAINER_FAILED',
    ]);
    assert.equal(errorOf(null, 'SIGKILL', null, '').code, 'TRAINER_KILLED');
    assert.ok(errorOf(null, 'SIGKILL', null, '').retryable);
    assert.match(errorOf(70, null, null, 'Traceback\nValueError: x\n').message, /ValueError: x/);
  });
});
