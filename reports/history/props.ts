import type { ModelHistory } from '../../pipeline/contracts/model-history.ts';
import type { Reader } from '../reader.ts';
import type { HistoryTexts } from '../texts/history-texts.ts';

/** What every section of the page is given. */
export interface HistoryProps {
  readonly history: ModelHistory;
  readonly reader: Reader;
  readonly texts: HistoryTexts;
}
