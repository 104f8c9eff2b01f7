import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  BIG5_FREQUENT,
  BIG5_RARE,
  GB2312_FREQUENT,
  hanLevels,
  JIS_FREQUENT,
} from '../../../../../datasets/text/charsets/han-levels.ts';

const count = (bit: number) => hanLevels().reduce((sum, level) => sum + (level & bit ? 1 : 0), 0);
const levelOf = (character: string) => hanLevels()[character.charCodeAt(0)];

describe('levels of Han characters', () => {
  it('have as many characters as the standards say', () => {
    assert.equal(count(BIG5_FREQUENT), 5401);
    // Level 2 has 7,652; code page 950 adds seven (碁銹裏墻恒粧嫺); two are compatibility ideographs (兀 and 嗀 once more).
    assert.equal(count(BIG5_RARE), 7652 + 7 - 2);
    assert.equal(count(GB2312_FREQUENT), 3755);
    assert.equal(count(JIS_FREQUENT), 2965);
  });

  it('tell where a character is at home', () => {
    assert.equal(levelOf('的'), BIG5_FREQUENT | GB2312_FREQUENT | JIS_FREQUENT);
    assert.equal(levelOf('們'), BIG5_FREQUENT);
    assert.equal(levelOf('们'), GB2312_FREQUENT);
    assert.equal(levelOf('あ'), 0);
  });
});
