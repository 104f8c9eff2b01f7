import assert from 'node:assert/strict';
import type { NoticeFacts } from '../../../../pipeline/contracts/notices.ts';
import { type Audience, messageOf } from '../../../../pipeline/notices/words/message.ts';
import { oneLine } from '../../../../pipeline/notices/words/one-line.ts';
import { FAILED, PASSED, REFUSED, STOPPED } from './notice-facts.ts';

const HERE: Audience = { language: 'en', inside: true, publicUrl: new URL('https://ts.example/base/') };
const sentence = (facts: NoticeFacts, audience: Partial<Audience> = {}) =>
  messageOf(facts, { ...HERE, ...audience }).sentence;

describe('what notices say', () => {
  it('is verdict, figure against production, and what to do, with a link to the report', () => {
    const message = messageOf(PASSED, HERE);
    assert.equal(
      message.sentence,
      'petitions has passed (PASS): F1 0.912 against 0.871 of production (version 2), +0.041, on 240 test records; version 3 waits for your approval: read the report, then `touchstone models promote petitions 3`.',
    );
    assert.equal(message.subject, '[Touchstone] PASS: petitions');
    assert.equal(message.link, `https://ts.example/base/v1/runs/${PASSED.run}/report`);
    assert.equal(messageOf(PASSED, { ...HERE, publicUrl: null }).link, null);
  });

  it('says the same in zh-TW', () => {
    const message = messageOf(PASSED, { ...HERE, language: 'zh-TW' });
    assert.equal(
      message.sentence,
      '「petitions」通過評估（PASS）：F1 0.912，正式版本（第 2 版）為 0.871，差 +0.041，測試記錄 240 筆；第 3 版等您核可：請先看報告，再執行 `touchstone models promote petitions 3`。',
    );
    assert.deepEqual([message.subject, message.linkTitle], ['[Touchstone] 通過：petitions', '查看報告']);
  });

  it('says of a model that was stopped that nothing was published, against the base where nothing is in production', () => {
    assert.match(sentence(STOPPED), /did not pass.*0\.500 against 0\.750 of the untrained base, −0\.250/);
    assert.match(sentence(STOPPED), /nothing was published, and the report says why/);
    const undecided = { ...STOPPED, verdict: 'INCONCLUSIVE', waits_for: 'evidence', figure: null } as const;
    assert.match(
      sentence(undecided),
      /could not be decided \(INCONCLUSIVE\); nothing was published: more evidence/,
    );
    assert.match(sentence(undecided, { language: 'zh-TW' }), /需要更多證據/);
  });

  it('says what else became of a version', () => {
    const older = { ...PASSED, waits_for: null, in_production: 5 } as const;
    assert.match(sentence(older), /the newer version 5 stays in production; nothing need be done/);
    assert.match(
      sentence({ ...PASSED, waits_for: null, in_production: 3 }),
      /version 3 is in production; nothing need be done/,
    );
    const overridden = { ...STOPPED, version: 5, waits_for: 'promotion' } as const;
    assert.match(sentence(overridden), /published all the same.*promote petitions 5 --reason/);
  });

  it('explains an error inside, and only names it where data may not go', () => {
    assert.match(sentence(FAILED), /at the stage ingest: .*\(INPUT_EMPTY_FILE\) .*runs resume run_1/);
    assert.match(sentence(REFUSED), /A trigger \(schedule\).*A123456789.*triggers show trg_2/);
    const outside = sentence(REFUSED, { inside: false });
    assert.match(outside, /refused, so nothing was trained: PIPELINE_PAUSED\./);
    assert.doesNotMatch(outside, /A123456789|lin/);
    assert.match(
      sentence(FAILED, { language: 'zh-TW', inside: false }),
      /在「匯入」階段失敗：INPUT_EMPTY_FILE。/,
    );
  });

  it('is one line without hidden or turning characters', () => {
    assert.equal(oneLine('a\r\nBcc: x\u2028y\u202Ez\u0000\t w'), 'a Bcc: x y z w');
    assert.equal(Array.from(oneLine('字'.repeat(2000))).length, 1000);
  });
});
