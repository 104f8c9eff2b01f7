import type { Language } from '../pipeline/contracts/names.ts';
import { type Figures, figuresIn } from './format/figures.ts';
import type { ReportTexts } from './texts/report-texts.ts';
import { textsIn } from './texts/texts-in.ts';

/** For whom a component writes: the language of the page, its texts and figures, and the language of the data. */
export interface Reader {
  readonly language: Language;
  readonly texts: ReportTexts;
  readonly figures: Figures;
  /** Language of labels and records, for `lang` attributes. */
  readonly dataLanguage: Language;
  /** Anchor of a label's full text, for a label that is too long to be shown in place; null for any other. */
  fullLabelAnchor(label: string): string | null;
}

/** A reader of one language; `labels` are all labels that the page may show. */
export function readerOf(language: Language, dataLanguage: Language, labels: readonly string[]): Reader {
  const anchors = new Map(longLabels(labels).map((label, at) => [label, `label-${at + 1}`]));
  return {
    language,
    texts: textsIn(language),
    figures: figuresIn(language),
    dataLanguage,
    fullLabelAnchor: (label) => anchors.get(label) ?? null,
  };
}

/** Characters of a label that are shown in place; what is longer is listed in full at the end of a page. */
export const LABEL_LIMIT = 60;

/** The labels that are cut where they are used. */
export function longLabels(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => label.length > LABEL_LIMIT);
}
