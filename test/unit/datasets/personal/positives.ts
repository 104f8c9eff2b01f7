import type { PersonalKind, PersonalSpan } from '../../../../datasets/personal/kinds.ts';
import { CARRIERS, FILLINGS } from './carriers.ts';
import type { Draw } from './draw.ts';
import {
  businessDigits,
  cardDigits,
  citizenId,
  newResidentId,
  oldResidentId,
  writtenAccount,
  writtenCard,
  writtenDate,
  writtenEnglishDate,
  writtenHealthCard,
  writtenId,
  writtenLandline,
  writtenMobile,
  writtenPassport,
  writtenPlate,
} from './numbers.ts';
import { addressedName, chineseName, emailAddress, romanName } from './people.ts';
import { englishAddress, postalAddress, streetAddress } from './places.ts';

/** A text with the personal data that is in it. */
export interface Labelled {
  readonly text: string;
  readonly truth: readonly PersonalSpan[];
}

type Filling = keyof typeof FILLINGS;

const WRITERS: Readonly<Record<Filling, (draw: Draw) => string>> = {
  national_id: (draw) => writtenId(draw, citizenId(draw)),
  resident_certificate: (draw) =>
    writtenId(draw, draw.chance(0.5) ? newResidentId(draw) : oldResidentId(draw)),
  business_number: businessDigits,
  mobile: writtenMobile,
  landline: writtenLandline,
  email: emailAddress,
  address: postalAddress,
  street_address: streetAddress,
  english_address: englishAddress,
  bank_account: writtenAccount,
  card: (draw) => writtenCard(draw, cardDigits(draw)),
  passport: writtenPassport,
  plate: writtenPlate,
  health_card: writtenHealthCard,
  birth_date: writtenDate,
  english_date: writtenEnglishDate,
  name: chineseName,
  addressed_name: addressedName,
  roman_name: romanName,
};

/** One carrier with fresh values in its places. */
export function filled(draw: Draw, carrier: string): Labelled {
  const truth: PersonalSpan[] = [];
  let text = '';
  let from = 0;
  for (const place of carrier.matchAll(/\{([a-z_]+)\}/g)) {
    text += carrier.slice(from, place.index);
    from = place.index + place[0].length;
    const filling = place[1] as Filling;
    const value = WRITERS[filling](draw);
    truth.push({ kind: FILLINGS[filling], start: text.length, end: text.length + value.length, text: value });
    text += value;
  }
  return { text: text + carrier.slice(from), truth };
}

/** Texts that hold at least so many values of one kind. */
export function positivesOf(draw: Draw, kind: PersonalKind, count: number): Labelled[] {
  const fillings = Object.entries(FILLINGS).filter(([, filled]) => filled === kind);
  const carriers = CARRIERS.filter((carrier) =>
    fillings.some(([filling]) => carrier.includes(`{${filling}}`)),
  );
  return Array.from({ length: count }, (_, at) => filled(draw, carriers[at % carriers.length]!));
}
