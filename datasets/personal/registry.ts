import { address } from './address.ts';
import { bankAccount } from './bank-account.ts';
import { birthDate } from './birth-date.ts';
import { businessNumber } from './business-number.ts';
import { card } from './card.ts';
import { email } from './email.ts';
import { healthCard } from './health-card.ts';
import type { PersonalKind } from './kinds.ts';
import { landline } from './landline.ts';
import { mobile } from './mobile.ts';
import { name } from './name.ts';
import { nationalId } from './national-id.ts';
import { passport } from './passport.ts';
import { plate } from './plate.ts';
import { residentCertificate } from './resident-certificate.ts';
import type { PersonalRule } from './rule.ts';

export const PERSONAL_RULES: Readonly<Record<PersonalKind, PersonalRule>> = {
  email,
  national_id: nationalId,
  resident_certificate: residentCertificate,
  health_card: healthCard,
  passport,
  birth_date: birthDate,
  business_number: businessNumber,
  plate,
  bank_account: bankAccount,
  card,
  mobile,
  landline,
  address,
  name,
};
