import { eachRange } from '../charsets/unicode-ranges.ts';

/** The letters and digits of a text, in which repetition is looked for: spaces and punctuation between copies vary. */
export interface Letters {
  /** UTF-16 units, small letters for capital ones. */
  readonly units: Uint16Array;
  /** Place of each unit in the text. */
  readonly places: Int32Array;
  readonly length: number;
}

/** A Han character counts so much, a Latin letter, which says about a third of that, 1, a digit by itself nothing. */
export const HAN_WEIGHT = 3;

export function weightOf(unit: number): number {
  if (unit < 0x3a) return 0;
  return unit < 0x2e80 ? 1 : HAN_WEIGHT;
}

export function weightOfRange({ units }: Letters, from: number, to: number): number {
  let weight = 0;
  for (let i = from; i < to; i++) weight += weightOf(units[i]!);
  return weight;
}

let units = new Uint16Array(1024);
let places = new Int32Array(1024);

/** The result is overwritten by the next call: one text is looked at at a time. */
export function lettersOf(text: string): Letters {
  if (units.length < text.length) {
    units = new Uint16Array(text.length * 2);
    places = new Int32Array(text.length * 2);
  }
  const small = smallLetters();
  const [toUnits, toPlaces] = [units, places];
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = small[text.charCodeAt(i)]!;
    if (unit === 0) continue;
    toUnits[length] = unit;
    toPlaces[length++] = i;
  }
  return { units, places, length };
}

let table: Uint16Array | undefined;

/** UTF-16 unit → its small letter, or itself; 0 for what is neither letter nor digit. */
function smallLetters(): Uint16Array {
  if (table) return table;
  const small = new Uint16Array(0x10000);
  eachRange(/[\p{L}\p{N}]+/gu, (from, to) => {
    for (let code = from; code < to; code++) {
      const letter = String.fromCharCode(code).toLowerCase();
      small[code] = letter.length === 1 ? letter.charCodeAt(0) : code;
    }
  });
  table = small;
  return small;
}
