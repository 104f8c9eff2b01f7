import { matchesOf } from '../text/matches.ts';
import {
  AFTER_HOUSE,
  ANNOUNCED,
  ENGLISH,
  HOUSE_NUMBER,
  WITH_PLACE,
  WITHOUT_PLACE,
} from './address-grammar.ts';
import type { Extent } from './kinds.ts';
import { NUMERALS, numeralValue } from './numerals.ts';
import { SIGNS } from './page.ts';
import type { PersonalRule } from './rule.ts';

/** The longest way from a county to a house number that is looked back. */
const REACH = 52;
/** Ways that no one lives on. */
const NO_STREET =
  /(?:公|鐵|道|網|電|線|管|迴|思|套|岔|叉|商店|老|夜市|[交道流管行]通|[引排污汙給用]水|[海空]航|[大過條]馬|捷|[車線號第]\d+)$|^[通水陸航馬]$/;
/** No English address is without one. */
const ENGLISH_HOUSE = /No\. ?\d/;
/** Words before a road's name that belong to the sentence; of two readings the one that leaves a name counts. */
const BEFORE_NAME =
  /.*(?:址|住在|住|居|寄到|寄至|寄|送到|送至|送|設於|位於|門牌|(?<![有無])為|往|到|至(?![善誠])|去|從|自(?![由強立治])|經(?!國)|沿|我家|在|是|跟|:)(?=.{2,})/u;
const ZIP_BEFORE = /(?<![0-9])[1-9][0-9]{2}(?:[0-9]{2,3})? ?$/;

/** A postal address down to the house; a mere county, road or lane is none. */
export const address: PersonalRule = {
  title: { en: 'Postal address', 'zh-TW': '地址' },
  placeholder: '地址',
  possible: ({ letters, signs }) =>
    ((signs & SIGNS.way) !== 0 && (signs & (SIGNS.house | SIGNS.residence)) !== 0) || letters >= 4,
  find: ({ text, signs }) => [
    ...((signs & SIGNS.house) === 0 ? [] : numberedHouses(text)),
    ...((signs & SIGNS.residence) === 0 ? [] : placesOf(text, ANNOUNCED)),
    ...(ENGLISH_HOUSE.test(text) ? placesOf(text, ENGLISH) : []),
  ],
  identity: (value) =>
    value
      .replace(/^\(?\d{3}(?:-?\d{2,3})?\)?[ ,]*/, '')
      .replace(/[ ,]/g, '')
      .replace(
        new RegExp(`[${NUMERALS}]+(?=[段巷弄衖鄰號樓之室])|(?<=之)[${NUMERALS}]+`, 'g'),
        (n) => `${numeralValue(n)}`,
      )
      .replace(/(?<=\d)[Ff]/, '樓')
      .replace(/(?<=\d)-(?=\d)/g, '之'),
};

function numberedHouses(text: string): Extent[] {
  const found: Extent[] = [];
  let from = 0;
  for (let sign = text.indexOf('號'); sign >= 0; sign = text.indexOf('號', sign + 1)) {
    const offset = Math.max(from, sign + 1 - REACH);
    const window = text.slice(offset, sign + 1);
    if (!HOUSE_NUMBER.test(window)) continue;
    const start = startOfAddress(window);
    if (start === null) continue;
    AFTER_HOUSE.lastIndex = sign + 1;
    from = sign + 1 + AFTER_HOUSE.exec(text)![0].length;
    found.push({ start: offset + start, end: from });
  }
  return found;
}

/** Places of a pattern's first group, which ends it, or of the whole of it. */
function placesOf(text: string, pattern: RegExp): Extent[] {
  return matchesOf(text, pattern).map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[1] ?? match[0]).length, end };
  });
}

/** Where in the window an address begins that ends with it; null for no address. */
function startOfAddress(window: string): number | null {
  for (const grammar of WITH_PLACE) {
    const match = grammar.exec(window);
    if (match !== null) return match.index;
  }
  for (const grammar of WITHOUT_PLACE) {
    const match = grammar.exec(window);
    if (match === null || NO_STREET.test(match[1]!)) continue;
    const start = match.index + (BEFORE_NAME.exec(match[1]!)?.[0].length ?? 0);
    return start - (ZIP_BEFORE.exec(window.slice(0, start))?.[0].length ?? 0);
  }
  return null;
}
