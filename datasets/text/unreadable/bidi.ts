const DIRECTION = /[\u202a\u202b\u202d\u202e\u2066-\u2068]/g;
const OVERRIDE = /[\u202d\u202e]/;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export interface BidiOverride {
  /** Characters that change the direction of what follows. */
  readonly count: number;
  /** Place of the first, in UTF-16 units. */
  readonly at: number;
  /** One of them turns letters round against their own direction (U+202D, U+202E). */
  readonly override: boolean;
}

/**
 * Invisible characters that make a text look different from what it says (CVE-2021-42574, "Trojan Source"): overrides
 * always, embeddings and isolates where there is no letter that is written from right to left.
 */
export function detectBidiOverride(text: string): BidiOverride | null {
  const at = text.search(DIRECTION);
  if (at < 0) return null;
  const override = OVERRIDE.test(text);
  if (!override && RIGHT_TO_LEFT.test(text)) return null;
  return { count: text.match(DIRECTION)!.length, at, override };
}
