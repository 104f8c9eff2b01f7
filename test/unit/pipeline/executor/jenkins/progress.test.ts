import assert from 'node:assert/strict';
import { trainingScript } from '../../../../../jenkins/training/template.ts';
import { progressIn, waitingProgress } from '../../../../../pipeline/executor/jenkins/progress.ts';

describe('progress in the log of a training build', () => {
  it('is what lines with the prefix say, whatever stands before it; all else is for people', () => {
    const log = [
      'Running on gpu-1 in /home/jenkins/workspace/touchstone-train',
      '@touchstone {"event":"started","verb":"train"}',
      '[2026-11-29T12:00:00Z] @touchstone {"event":"progress","stage":"train","percent":50,"loss":0.5}',
      '@touchstone {"event":"progress","stage":"evaluate","percent":10}',
      '@touchstone {"event":"resumed","step":5,"total":10}',
      '@touchstone {"event":"progress","stage":"tra',
      '@touchstone {"event":"progress","stage":"train","percent":"NaN"}',
      '',
    ].join('\n');
    assert.deepEqual(
      progressIn(log).map(({ percent, loss }) => [percent, loss]),
      [
        [52.5, 0.5],
        [52.5, undefined],
      ],
    );
  });

  it('says what Jenkins waits for, in both languages', () => {
    assert.deepEqual(waitingProgress('no agent').message, {
      en: 'Waiting in the queue of Jenkins: no agent',
      'zh-TW': '在 Jenkins 的佇列中等候：no agent',
    });
  });
});

describe('the script of the training job', () => {
  it('holds the agent’s program as Groovy reads it', () => {
    const script = trainingScript();
    assert.ok(!script.includes('@AGENT@'));
    // Two texts between three quotes would end the first one early.
    assert.equal(script.split("'''").length, 3);
    assert.match(script, /agent \{ label params\.LABEL \}/);
  });
});
