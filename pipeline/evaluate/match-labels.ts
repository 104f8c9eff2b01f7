/** A label of the predictions that the truth lacks, and the one of the truth that it looks like. */
export interface NearLabel {
  readonly found: string;
  readonly meant: string;
}

/**
 * Labels of `found` that are none of `known` but look like just one of these: the same but for full or half width,
 * compatibility forms and space around or within (NFKC).
 */
export function nearLabels(found: Iterable<string>, known: ReadonlySet<string>): NearLabel[] {
  const byForm = new Map<string, string[]>();
  for (const label of known) byForm.set(form(label), [...(byForm.get(form(label)) ?? []), label]);
  return [...new Set(found)]
    .filter((label) => !known.has(label))
    .flatMap((label) => {
      const meant = byForm.get(form(label)) ?? [];
      return meant.length === 1 ? [{ found: label, meant: meant[0]! }] : [];
    })
    .sort((a, b) => (a.found < b.found ? -1 : 1));
}

const form = (label: string): string => label.normalize('NFKC').trim().replace(/\s+/gu, ' ');
