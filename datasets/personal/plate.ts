import { matchesOf } from '../text/matches.ts';
import { isWhole } from './digit-runs.ts';
import type { Extent } from './kinds.ts';
import { namedBy } from './labels.ts';
import { SIGNS } from './page.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** Letters and digits on either side of the dash; the series since 2012 have three letters and four digits. */
const SHAPE =
  /(?<![0-9A-Za-z])(?:[A-Za-z]{3}[ -]?\d{3,4}|\d{3}[ -]?[A-Za-z]{3}|[A-Za-z]{2}[ -]?\d{2,4}|\d{2,4}[ -]?[A-Za-z]{2}|(?:[A-Za-z]\d|\d[A-Za-z])[ -]?\d{4}|\d{4}[ -]?(?:[A-Za-z]\d|\d[A-Za-z])|(?:[A-Za-z]{2}\d|[A-Za-z]\d{2}|\d[A-Za-z]{2}|\d{2}[A-Za-z]|[A-Za-z]\d[A-Za-z]|\d[A-Za-z]\d)[ -]\d{3}|\d{3}[ -](?:[A-Za-z]{2}\d|[A-Za-z]\d{2}|\d[A-Za-z]{2}|\d{2}[A-Za-z]))(?![0-9A-Za-z]|-[0-9A-Za-z])/g;
/** Without a dash only the long forms pass by the vehicle before them: BMW320 is a make. */
const LONG_COMPACT = /^(?:[A-Z]{2,3}\d{4}|\d{4}[A-Z]{2}|\d{3}[A-Z]{3})$/;
/** What is said of vehicles near their plates. */
const VEHICLE =
  /車|騎士|駕駛|肇事|酒駕|闖紅燈|違停|紅單|罰單|超速|拖吊|保養廠|加油站|eTag|vehicle|\bcar\b|scooter|motorcycle|motorbike|taxi|truck|\bvan\b|\bbus\b|parked|parking|driver|driving|registered as/i;
const BEFORE = 20;
const AFTER = 14;

/** A vehicle's plate, where it is named or vehicles are spoken of. */
export const plate: PersonalRule = {
  title: { en: 'Vehicle plate', 'zh-TW': '車牌號碼' },
  placeholder: '車牌',
  possible: ({ digits, signs }) => digits >= 2 && (signs & SIGNS.mixed) !== 0,
  find: ({ text }) => {
    const found: Extent[] = [];
    for (const match of matchesOf(text, SHAPE)) {
      const extent = { start: match.index, end: match.index + match[0].length };
      if (isWhole(text, extent) && isPlate(text, extent, match[0])) found.push(extent);
    }
    return found;
  },
  identity: bareIdentity,
};

function isPlate(text: string, { start, end }: Extent, written: string): boolean {
  const named = namedBy(text, start, BEFORE);
  if (named?.label === 'plate') return true;
  if (named?.touching || written.length < 6) return false;
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const after = text.slice(end, end + AFTER);
  if (LONG_COMPACT.test(written) || /^[0-9A-Z]{5,}$/.test(written)) {
    return /^ ?號/.test(after) ? VEHICLE.test(after) : LONG_COMPACT.test(written) && /車 ?$/.test(before);
  }
  return /^[0-9A-Z]+-[0-9A-Z]+$/.test(written) && (VEHICLE.test(before) || VEHICLE.test(after));
}
