import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  decodeLegacy,
  encodeLegacy,
  type LegacyCharset,
} from '../../../../../datasets/text/charsets/legacy.ts';
import { detectMojibake, fixMojibake } from '../../../../../datasets/text/mojibake/detect.ts';
import { random } from '../../reading.ts';
import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import { assertDetects } from '../truth.ts';
import { rareTexts, WESTERN } from './near-misses.ts';

type Written = 'utf-8' | 'big5' | 'gbk';

/** Bytes of one charset read as another. */
function misread(text: string, written: Written, readAs: LegacyCharset): string {
  return decodeLegacy(written === 'utf-8' ? Buffer.from(text) : encodeLegacy(text, written).bytes, readAs);
}

const inCharset = (text: string, charset: LegacyCharset) => encodeLegacy(text, charset).lost === 0;
const every = (step: number, from: number) => PETITIONS.filter((_, i) => i % step === from);

const SIMPLIFIED = [
  '请问办理护照需要什么材料？',
  '买卖双方应当按照合同约定履行义务。',
  '会议推迟到下周三上午九点举行，请各部门准时参加。',
  '我们公司的服务器昨天出现故障，网络无法连接。',
];

const CHINESE = every(24, 5).filter((text) => inCharset(text, 'big5'));
const TEXTS: Readonly<Record<Written, readonly string[]>> = {
  'utf-8': [...every(24, 1), article(1), article(2)],
  big5: CHINESE,
  gbk: SIMPLIFIED,
};
const ROUTES: readonly (readonly [Written, LegacyCharset])[] = [
  ['utf-8', 'latin1'],
  ['utf-8', 'windows-1252'],
  ['utf-8', 'big5'],
  ['utf-8', 'gbk'],
  ['big5', 'latin1'],
  ['big5', 'windows-1252'],
  ['big5', 'gbk'],
  ['gbk', 'big5'],
];

describe('text read in the wrong charset', () => {
  const spoilt = ROUTES.flatMap(([written, readAs]) =>
    TEXTS[written].map((text) => ({ text, written, readAs, found: misread(text, written, readAs) })),
  );
  const english = ENGLISH.filter((text) => /[^\x20-\x7e]/.test(text)).flatMap((text) =>
    (['latin1', 'windows-1252'] as const).map((readAs) => ({ text, found: misread(text, 'utf-8', readAs) })),
  );
  const twice = every(48, 7).map((text) =>
    misread(misread(text, 'utf-8', 'latin1'), 'utf-8', 'windows-1252'),
  );
  const dropped = every(48, 9).map((text) => misread(text, 'utf-8', 'gbk').replaceAll('\ufffd', ''));
  // Python's code page 1252 has no such bytes; sanitisers take control characters out.
  const undefined1252 = every(48, 13).map((text) =>
    misread(text, 'utf-8', 'windows-1252').replace(/[\u0080-\u009f]/g, ''),
  );
  const stripped = every(48, 17).map((text) =>
    misread(text, 'utf-8', 'latin1').replace(/[\u0080-\u009f]/g, ''),
  );
  const lost = every(48, 11).map((text) => text.replace(/[的是在請有]/, '\ufffd'));

  it('is told from every text that only looks odd', () => {
    const next = random(17);
    assertDetects(detectMojibake, {
      positives: [
        ...spoilt.map(({ found }) => found),
        ...english.map(({ found }) => found),
        ...twice,
        ...dropped,
        ...undefined1252,
        ...stripped,
        ...lost.filter((text) => text.includes('\ufffd')),
      ],
      nearMisses: [
        ...PETITIONS,
        ...ENGLISH,
        ...WESTERN,
        ...rareTexts(next),
        ...[0, 1, 2, 3, 4, 5].map((i) => article(i)),
      ],
    });
  });

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
