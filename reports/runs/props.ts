import type { RunsComparison } from '../../pipeline/contracts/runs-comparison.ts';
import type { Reader } from '../reader.ts';
import type { RunsTexts } from '../texts/runs-texts.ts';

/** What every section of the page is given. */
export interface RunsProps {
  readonly comparison: RunsComparison;
  readonly reader: Reader;
  readonly texts: RunsTexts;
}
