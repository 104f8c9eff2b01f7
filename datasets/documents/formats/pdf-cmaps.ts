import { eachPair } from '../../text/charsets/double-byte.ts';

/*
 * Fonts of Traditional Chinese may name one of Adobe's predefined character maps instead of carrying their own: from
 * codes (Unicode, or Big5) to character numbers of the collection Adobe-CNS1, and from these to Unicode. For reading, the
 * numbers in between may be any, so here they are made from Unicode itself; but they must not be taken for the
 * collection's real numbers (0 to 19,178 = 4AEA), which fonts use that name no map, and for which there is no table here.
 */
const REAL_NUMBERS = 0x4e00;
/** Code points below those of the ideographs are numbered from here on: no others of this range are written in Taiwan. */
const LOW_POINTS = 0x3400;
const LOW_NUMBERS = 0xa000;
const RANGES: readonly (readonly [from: number, to: number, number: number])[] = [
  [0x0000, LOW_POINTS - 1, LOW_NUMBERS],
  [REAL_NUMBERS, 0x9fff, REAL_NUMBERS],
  [0xe000, 0xffff, 0xe000],
];

const hex = (value: number, digits = 4): string => `<${value.toString(16).padStart(digits, '0')}>`;
const block = (kind: string, lines: readonly string[]): string =>
  `${lines.length} begin${kind}\n${lines.join('\n')}\nend${kind}\n`;

/** The predefined map of this name, in the language of character maps; null for one that is not known. */
export function predefinedCMap(name: string): string | null {
  const vertical = name.endsWith('-V');
  const body = /^UniCNS-(?:UCS2|UTF16)-[HV]$/.test(name)
    ? unicodeMap()
    : /^(?:ETen|ETenms|B5pc|HKscs)-B5-[HV]$|^B5pc-[HV]$/.test(name)
      ? big5Map()
      : name === 'Adobe-CNS1-UCS2'
        ? numbersToUnicode()
        : null;
  if (body === null) return null;
  const mode = vertical ? '/WMode 1 def\n' : '';
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /${name} def\n${mode}${body}endcmap\nend\nend\n`;
}

function numberOf(point: number): number | null {
  const range = RANGES.find(([from, to]) => point >= from && point <= to);
  return range === undefined ? null : point - range[0] + range[2];
}

function unicodeMap(): string {
  const ranges = RANGES.map(([from, to, number]) => `${hex(from)} ${hex(to)} ${number}`);
  return block('codespacerange', ['<0000> <ffff>']) + block('cidrange', ranges);
}

function big5Map(): string {
  const pairs: string[] = [];
  eachPair('big5', 0xa1, 0xfe, (point, pair) => {
    const number = numberOf(point);
    if (number !== null) pairs.push(`${hex(pair)} ${number}`);
  });
  const latin = `<20> <7e> ${LOW_NUMBERS + 0x20}`;
  return (
    block('codespacerange', ['<00> <80>', '<a140> <fefe>']) +
    block('cidrange', [latin]) +
    block('cidchar', pairs)
  );
}

function numbersToUnicode(): string {
  const ranges = RANGES.map(([from, to, number]) => `${hex(number)} ${hex(number + to - from)} ${hex(from)}`);
  // A real number of the collection says nothing here: better to say so than to show another character.
  const unknown = Array.from({ length: REAL_NUMBERS / 256 }, (_, page) => {
    const from = page * 256;
    return `${hex(from)} ${hex(from + 255)} [${'<fffd>'.repeat(256)}]`;
  });
  return block('codespacerange', ['<0000> <ffff>']) + block('bfrange', [...unknown, ...ranges]);
}
