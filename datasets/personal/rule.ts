import type { Localized } from '../../pipeline/contracts/names.ts';
import type { Extent } from './kinds.ts';
import type { Page, Signals } from './page.ts';

/** How one kind of personal data is known. */
export interface PersonalRule {
  readonly title: Localized;
  /** What a masked value is called in its place, as in 〔手機2〕. */
  readonly placeholder: string;
  /** Whether a text with such signals can hold any at all; cheap, and never wrong about a no. */
  readonly possible: (signals: Signals) => boolean;
  /** All places, in any order. They may overlap each other; the longer one counts. */
  readonly find: (page: Page) => readonly Extent[];
  /** Equal for values that are the same but written differently; takes a value as `Page.text` has it. */
  readonly identity: (value: string) => string;
}

/** The letters and digits of a value, without what stands between them. */
export function bareIdentity(value: string): string {
  return value.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}
