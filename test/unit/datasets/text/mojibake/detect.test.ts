import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { encodeLegacy } from '../../../../../datasets/text/charsets/legacy.ts';
import { detectMojibake, fixMojibake } from '../../../../../datasets/text/mojibake/detect.ts';
import { PETITIONS } from '../corpus.ts';
import {
  dropped,
  english,
  every,
  misread,
  ROUTES,
  spoilt,
  stripped,
  twice,
  undefined1252,
} from './truth-set.ts';

describe('text read in the wrong charset', () => {
  for (const [written, readAs] of ROUTES) {
    it(`${written} read as ${readAs} is never repaired wrongly, and always where nothing was lost`, () => {
      for (const { text, found } of spoilt.filter(
        (one) => one.written === written && one.readAs === readAs,
      )) {
        const fixed = fixMojibake(found);
        const whole = encodeLegacy(found, readAs);
        const bytes = written === 'utf-8' ? Buffer.from(text) : encodeLegacy(text, written).bytes;
        if (whole.lost === 0 && whole.bytes.equals(bytes)) assert.equal(fixed, text);
        else assert.equal(fixed, null);
        assert.equal(detectMojibake(found)?.written, written);
      }
    });
  }

  it('is repaired in English, and where it happened twice', () => {
    for (const { text, found } of english) assert.equal(fixMojibake(found), text);
    for (const [i, text] of every(48, 7).entries()) assert.equal(fixMojibake(twice[i]!), text);
  });

  it('is repaired line by line, beside lines that are in order', () => {
    const [good, bad] = ['請判斷下列陳情由哪個單位承辦。', '路燈不亮，已逾二週未修復，請儘速派員處理。'];
    for (const readAs of ['latin1', 'windows-1252'] as const) {
      assert.equal(fixMojibake(`${good}\n\n${misread(bad, 'utf-8', readAs)}`), `${good}\n\n${bad}`);
      assert.equal(fixMojibake(`${good}${misread(bad, 'utf-8', readAs)}${good}`), `${good}${bad}${good}`);
    }
    const spoiltLine = misread(bad, 'big5', 'gbk');
    assert.equal(fixMojibake(`${good}\n${spoiltLine}`), `${good}\n${bad}`);
    const found = detectMojibake(`${good}\n${spoiltLine}`)!;
    assert.deepEqual([found.written, found.readAs], ['big5', 'gbk']);
    assert.equal(found.share, spoiltLine.length / (good.length + 1 + spoiltLine.length));
  });

  it('is a finding without repair where a part of a line is Big5 read as GBK: nobody can prove where it begins', () => {
    const [good, bad] = ['請判斷下列陳情由哪個單位承辦。', '路燈不亮，已逾二週未修復，請儘速派員處理。'];
    for (const line of [good + misread(bad, 'big5', 'gbk'), misread(bad, 'big5', 'gbk') + good]) {
      const found = detectMojibake(line)!;
      assert.deepEqual([found.written, found.readAs, found.repaired], ['big5', 'gbk', null]);
      assert.ok(found.share > 0.3 && found.share < 0.7, String(found.share));
    }
  });

  it('is a finding without repair where characters were lost', () => {
    for (const text of ['陳\ufffd珍女士', '锟斤拷锟斤拷', '嚙踝蕭嚙踝蕭', 'caf\u00ef\u00bf\u00bd']) {
      assert.equal(detectMojibake(text)?.repaired, null, text);
      assert.equal(fixMojibake(text), null);
    }
    for (const text of [...stripped, ...undefined1252, ...dropped]) {
      const fixed = fixMojibake(text);
      if (fixed !== null) assert.ok(PETITIONS.includes(fixed), fixed);
    }
    const questionMarks = misread(PETITIONS[1]!, 'utf-8', 'big5').replace(/[\ufffd\ue000-\uf8ff]/g, '?');
    assert.equal(detectMojibake(questionMarks)?.repaired, null);
  });
});
