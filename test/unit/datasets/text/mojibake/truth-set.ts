import {
  decodeLegacy,
  encodeLegacy,
  type LegacyCharset,
} from '../../../../../datasets/text/charsets/legacy.ts';
import { random } from '../../reading.ts';
import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import type { TruthSet } from '../truth.ts';
import { rareTexts, WESTERN } from './near-misses.ts';

type Written = 'utf-8' | 'big5' | 'gbk';

/** Bytes of one charset read as another. */
export function misread(text: string, written: Written, readAs: LegacyCharset): string {
  return decodeLegacy(written === 'utf-8' ? Buffer.from(text) : encodeLegacy(text, written).bytes, readAs);
}

const inCharset = (text: string, charset: LegacyCharset) => encodeLegacy(text, charset).lost === 0;
export const every = (step: number, from: number) => PETITIONS.filter((_, i) => i % step === from);

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
export const ROUTES: readonly (readonly [Written, LegacyCharset])[] = [
  ['utf-8', 'latin1'],
  ['utf-8', 'windows-1252'],
  ['utf-8', 'big5'],
  ['utf-8', 'gbk'],
  ['big5', 'latin1'],
  ['big5', 'windows-1252'],
  ['big5', 'gbk'],
  ['gbk', 'big5'],
];

export const spoilt = ROUTES.flatMap(([written, readAs]) =>
  TEXTS[written].map((text) => ({ text, written, readAs, found: misread(text, written, readAs) })),
);
export const english = ENGLISH.filter((text) => /[^\x20-\x7e]/.test(text)).flatMap((text) =>
  (['latin1', 'windows-1252'] as const).map((readAs) => ({ text, found: misread(text, 'utf-8', readAs) })),
);
export const twice = every(48, 7).map((text) =>
  misread(misread(text, 'utf-8', 'latin1'), 'utf-8', 'windows-1252'),
);
export const dropped = every(48, 9).map((text) => misread(text, 'utf-8', 'gbk').replaceAll('\ufffd', ''));
// Python's code page 1252 has no such bytes; sanitisers take control characters out.
export const undefined1252 = every(48, 13).map((text) =>
  misread(text, 'utf-8', 'windows-1252').replace(/[\u0080-\u009f]/g, ''),
);
export const stripped = every(48, 17).map((text) =>
  misread(text, 'utf-8', 'latin1').replace(/[\u0080-\u009f]/g, ''),
);
/** Lines of which the one half, or the end, was read in the wrong charset. */
export const partly = every(12, 6)
  .filter((text) => text.length >= 24 && inCharset(text, 'big5'))
  .flatMap((text, n) =>
    ROUTES.filter(([written]) => written !== 'gbk').map(([written, readAs]) => {
      const half = text.length >> 1;
      const [head, tail] = [text.slice(0, half), text.slice(half)];
      return n % 3 === 0 ? misread(head, written, readAs) + tail : head + misread(tail, written, readAs);
    }),
  );
const lost = every(48, 11).map((text) => text.replace(/[的是在請有]/, '\ufffd'));

/** Text read in the wrong charset, against every text that only looks odd. */
export function mojibakeTruth(): TruthSet {
  return {
    positives: [
      ...spoilt.map(({ found }) => found),
      ...english.map(({ found }) => found),
      ...twice,
      ...partly,
      ...dropped,
      ...undefined1252,
      ...stripped,
      ...lost.filter((text) => text.includes('\ufffd')),
    ],
    nearMisses: [
      ...PETITIONS,
      ...ENGLISH,
      ...WESTERN,
      ...rareTexts(random(17)),
      // In the middle of a sentence, as names of people, plants and fish are.
      ...rareTexts(random(19)).map((rare, n) => `${PETITIONS[n]}（${rare}）${PETITIONS[n + 200]}`),
      ...[0, 1, 2, 3, 4, 5].map((i) => article(i)),
    ],
  };
}
