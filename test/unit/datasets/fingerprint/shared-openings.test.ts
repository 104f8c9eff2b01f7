import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SharedOpenings } from '../../../../datasets/fingerprint/shared-openings.ts';
import { labelled } from '../records.ts';

const seen = (texts: readonly string[]): SharedOpenings => {
  const openings = new SharedOpenings();
  for (const [n, text] of texts.entries()) openings.see(labelled(`r${n}`, text, '工務局'));
  return openings;
};
const gist = (openings: SharedOpenings, text: string) => openings.gist(labelled('x', text, '工務局'));

describe('instructions that records share', () => {
  it('are told from what each record asks', () => {
    const openings = seen(['甲', '乙', '丙'].map((text) => `請判斷承辦單位。\n\n${text}`));
    assert.equal(gist(openings, '請判斷承辦單位。\n\n路燈不亮\n\n謝謝'), '路燈不亮\n\n謝謝');
    assert.equal(gist(openings, '路燈不亮'), '路燈不亮');
    assert.ok(openings.isInstruction('請判斷承辦單位。'));
    assert.ok(!openings.isInstruction('路燈不亮'));
  });

  it('are not the first paragraph of a letter', () => {
    const letters = ['路燈不亮', '路面破損', '水管漏水'].map((text) => `${text}\n\n請儘速處理，謝謝。`);
    const openings = seen(letters);
    for (const letter of letters) assert.equal(gist(openings, letter), letter);
  });

  it('are begun with by at least one record in a hundred', () => {
    const others = Array.from({ length: 400 }, (_, n) => `第${n}件`);
    const openings = seen([...others, ...['甲', '乙', '丙'].map((text) => `您好\n\n${text}`)]);
    assert.equal(gist(openings, '您好\n\n路燈不亮'), '您好\n\n路燈不亮');
  });

  it('are left out of a conversation, as the system prompt is', () => {
    const openings = seen(['甲', '乙', '丙'].map((text) => `問\n\n${text}`));
    const said = openings.conversation({
      ...labelled('x', '', ''),
      messages: [
        { role: 'system', content: '你是助理' },
        { role: 'user', content: '問\n\n前題' },
        { role: 'assistant', content: '前答' },
        { role: 'user', content: '問\n\n本題' },
        { role: 'assistant', content: '本答' },
      ],
    });
    assert.equal(said, '問\n\n前題\n前答\n本題\n本答');
  });
});
