/** The kinds of personal data that are told apart; the more specific comes first and wins where two lie on one place. */
export const PERSONAL_KINDS = [
  'email',
  'national_id',
  'resident_certificate',
  'health_card',
  'passport',
  'birth_date',
  'business_number',
  'plate',
  'bank_account',
  'card',
  'mobile',
  'landline',
  'address',
  'name',
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Where something lies in a text: UTF-16 offsets, `end` exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** One piece of personal data, as the text has it. */
export interface PersonalSpan extends Extent {
  readonly kind: PersonalKind;
  readonly text: string;
}
