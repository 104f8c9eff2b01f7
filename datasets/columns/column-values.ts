import type { Row } from '../containers/container.ts';

/** What the values of one column look like in a sample of the rows. */
export interface ColumnValues {
  readonly column: string;
  /** Texts (and whole numbers) that are not blank. */
  readonly texts: number;
  readonly distinct: number;
  readonly meanLength: number;
  /** True where they are numbers, dates or the like: nothing to read. */
  readonly figures: boolean;
}

const FIGURES = /^[\d\s.,:;/\-+%年月日時分秒上下午()TZ]*$/u;

/** Looks at one column of the rows. */
export function columnValues(column: string, rows: readonly Row[]): ColumnValues {
  const texts: string[] = [];
  for (const row of rows) {
    const value = row[column];
    const text = Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '') texts.push(text.trim());
  }
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return {
    column,
    texts: texts.length,
    distinct: new Set(texts).size,
    meanLength: texts.length === 0 ? 0 : length / texts.length,
    figures: texts.every((text) => FIGURES.test(text)),
  };
}

/** Values that read like names of classes: short, and they come again. */
export function looksLikeLabels({ texts, distinct, meanLength }: ColumnValues): boolean {
  return texts >= 8 && distinct <= 0.5 * texts && meanLength <= 40;
}
