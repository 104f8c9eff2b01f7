import { readWholeXml } from './xml.ts';

/** Formats that are built in and show dates or times: ECMA-376 part 1, 18.8.30, and those of Chinese editions. */
const isBuiltIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** What of a format is shown as it stands: quoted text, escaped characters, colours and conditions in brackets. */
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi;

/** How a cell's number is to be shown. */
export type DateStyle = 'date' | 'time' | null;

/** Which of a workbook's cell styles show dates, by their number. */
export async function readDateStyles(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<readonly DateStyle[]> {
  const formats = new Map<number, DateStyle>();
  const styles: DateStyle[] = [];
  let inCells = false;
  await readWholeXml(
    bytes,
    {
      open(name, attributes) {
        if (name === 'numFmt') formats.set(Number(attributes.numFmtId), styleOf(attributes.formatCode ?? ''));
        if (name === 'cellXfs') inCells = true;
        if (name !== 'xf' || !inCells) return;
        const id = Number(attributes.numFmtId);
        styles.push(formats.get(id) ?? (isBuiltIn(id) ? builtInStyle(id) : null));
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    },
    most,
  );
  return styles;
}

function styleOf(format: string): DateStyle {
  const bare = format.replace(LITERAL, '').split(';')[0]!;
  if (/[yde]/i.test(bare)) return 'date';
  if (/[hs]/i.test(bare)) return 'time';
  return /m/i.test(bare) ? 'date' : null;
}

function builtInStyle(id: number): DateStyle {
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : 'date';
}

const DAY_SECONDS = 86_400;
const LAST_DAY = 2_958_465;

/**
 * A number of days as ISO 8601: a date, with a time where there is one; a time alone for less than a day in a format
 * of times. Null for what is no date of the calendar.
 */
export function dateText(days: number, style: 'date' | 'time', from1904: boolean): string | null {
  if (days < 0 || days >= LAST_DAY + 1) return null;
  const seconds = Math.round(days * DAY_SECONDS);
  const time = new Date(seconds * 1_000).toISOString().slice(11, 19);
  if (style === 'time' && days < 1) return time;
  // The calendar of 1900 has a 29 February that never was, so days before it count from one day later.
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(start + seconds * 1_000).toISOString().slice(0, 10);
  return seconds % DAY_SECONDS === 0 ? date : `${date}T${time}`;
}
