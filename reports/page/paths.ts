import type { Language } from '../../pipeline/contracts/names.ts';

/** The page of each language; zh-TW is what a directory listing opens first. */
export const REPORT_PATHS: Readonly<Record<Language, string>> = { 'zh-TW': 'index.html', en: 'en.html' };

/** The list of every record that cleaning touched, for a spreadsheet: the report stage writes it, since it may be long. */
export const FINDINGS_PATHS: Readonly<Record<Language, string>> = {
  'zh-TW': 'findings.csv',
  en: 'findings.en.csv',
};

/** Every test record with its answers, for a spreadsheet: the report stage writes it too. */
export const PREDICTIONS_PATH = 'predictions.csv';

/** The files beside the pages, for programs and for other places. */
export const SIDE_FILES = [
  { id: 'json', path: 'report.json' },
  { id: 'schema', path: 'report.schema.json' },
  { id: 'junit', path: 'junit.xml' },
  { id: 'summary', path: 'summary.md' },
  { id: 'spec', path: 'spec.json' },
] as const;

/** What the pages about several versions or runs say, for programs. */
export const OVERVIEW_FILES = { history: 'history.json', comparison: 'comparison.json' } as const;
