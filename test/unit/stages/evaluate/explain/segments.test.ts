import assert from 'node:assert/strict';
import { MOST_SEGMENTS, segmentsOf } from '../../../../../stages/evaluate/explain/segments.ts';

describe('segmentsOf', () => {
  const whole = (text: string) => segmentsOf(text).join('');

  it('divides at the marks of both languages, and loses nothing', () => {
    assert.deepEqual(segmentsOf('路燈不亮，晚上很暗。請派人修理！謝謝'), [
      '路燈不亮，',
      '晚上很暗。',
      '請派人修理！',
      '謝謝',
    ]);
    assert.deepEqual(segmentsOf('The lamp is out. It is dark, very dark; please repair it.'), [
      'The lamp is out. ',
      'It is dark, ',
      'very dark; ',
      'please repair it.',
    ]);
  });

  it('leaves numbers, times and addresses whole', () => {
    const text = '費用 1,234.5 元，時間 10:30，網址 www.example.com，請查收。';
    assert.deepEqual(segmentsOf(text), [
      '費用 1,234.5 元，',
      '時間 10:30，',
      '網址 www.example.com，',
      '請查收。',
    ]);
  });

  it('takes words where there are few clauses', () => {
    const segments = segmentsOf('請問路燈壞掉要找哪個單位處理');
    assert.ok(segments.length > 3 && segments.length <= MOST_SEGMENTS, segments.join('|'));
    assert.ok(segmentsOf('what is my card limit?').includes('card '));
  });

  it('puts neighbours together until there are few enough, of any text the whole', () => {
    for (const text of [
      '一，二，三，四，五，六，七，八，九，十，十一，十二，十三。',
      '，，，。。。',
      '字',
      '',
      ' \n\n ',
      `${'很長的一段沒有標點的文字'.repeat(200)}`,
      '🙂🙂，a.b.c：1.2.3…',
    ]) {
      assert.ok(segmentsOf(text).length <= MOST_SEGMENTS);
      assert.equal(whole(text), text);
    }
  });
});
