import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectSimplifiedChinese } from '../../../../../datasets/text/simplified/detect.ts';
import { article } from '../corpus.ts';
import { JAPANESE, SHARED, WRITTEN } from './truth-set.ts';

describe('Simplified Chinese', () => {
  it('is found in every text that a person wrote so, and in no Japanese one', () => {
    for (const text of WRITTEN) assert.ok(detectSimplifiedChinese(text), text);
    for (const text of [...JAPANESE, ...SHARED]) assert.equal(detectSimplifiedChinese(text), null, text);
  });

  it('comes with its share, its characters, and whether Traditional ones stand beside them', () => {
    const whole = detectSimplifiedChinese('请问办理护照需要什么材料？');
    assert.deepEqual(whole, { share: 4 / 12, count: 4, han: 12, mixed: false, characters: '请问办护' });
    const part = detectSimplifiedChinese(`${article(3)}${WRITTEN[2]}`);
    assert.ok(part?.mixed);
    assert.ok(part.share < 0.2);
  });

  it('is judged by share: a quoted word counts in a short text, not in a long one', () => {
    assert.ok(detectSimplifiedChinese('本軟體即「软件」。'));
    assert.equal(detectSimplifiedChinese(`${'本辦法由主管機關定之。'.repeat(8)}即「软件」`), null);
  });

  it('is found in a Chinese sentence beside Japanese ones', () => {
    const text = 'この会社は国内で有名です。我们公司的服务器出现故障了。';
    assert.equal(detectSimplifiedChinese(text)?.han, 13);
  });
});
