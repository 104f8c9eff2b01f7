import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { FORMAT_TITLES, mappingTitle } from '../../pipeline/contracts/data-titles.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { RunReading } from '../../pipeline/contracts/reading.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';

/** What `auto` became for the fields of `ingest`, and why. */
export function ingestDecisions(
  settings: PipelineSpec['ingest'],
  said: RunReading | null,
  report: IntakeReport,
): Decision[] {
  const { mapping, format, encoding, bom, sheet } = report;
  const decisions: Decision[] = [];
  if (settings.columns === 'auto') {
    decisions.push({
      field: 'ingest.columns',
      value: mapping === undefined ? 'auto' : mappingTitle(mapping),
      reason: mapping === undefined ? namedReason(format) : mappingReason(mapping, said),
    });
  }
  if (settings.encoding === 'auto') {
    decisions.push({
      field: 'ingest.encoding',
      value: encoding,
      reason: said?.dataset?.encoding ? SAID : encodingReason(report, bom),
    });
  }
  if (settings.sheet === 'auto' && sheet !== undefined) {
    decisions.push({
      field: 'ingest.sheet',
      value: sheet,
      reason: said?.dataset?.sheet ? SAID : FIRST_SHEET,
    });
  }
  return decisions;
}

const GUESSED: Localized = {
  'zh-TW':
    '檔案的欄名不是已知格式的欄名，依欄名與內容推測各欄用途。若有誤，請以 --map 指明，例如 --map text=內容,label=承辦單位。',
  en: 'The columns bear none of the known names; which is which was guessed from their names and values. If it is wrong, say so with --map, as in --map text=內容,label=承辦單位.',
};

const SAID: Localized = { 'zh-TW': '上傳時已指明。', en: 'Said when the file was uploaded.' };

const SAID_EARLIER: Localized = {
  'zh-TW': '沿用此資料集先前上傳時指明的欄位對應：檔案的欄位相同。若有誤，請以 --map 另行指明。',
  en: 'As was said of an earlier upload of this dataset, whose columns this file has. If it is wrong, say so with --map.',
};

function mappingReason(
  { guessed }: NonNullable<IntakeReport['mapping']>,
  said: RunReading | null,
): Localized {
  if (guessed) return GUESSED;
  return said?.dataset?.columns ? SAID : SAID_EARLIER;
}

const FIRST_SHEET: Localized = {
  'zh-TW': '活頁簿中第一個未隱藏的工作表。',
  en: 'The first sheet of the workbook that is not hidden.',
};

function namedReason(format: IntakeReport['format']): Localized {
  const title = FORMAT_TITLES[format];
  return {
    'zh-TW': `欄名即為已知格式「${title['zh-TW']}」的欄名。`,
    en: `The columns bear the names of a known format: ${title.en}.`,
  };
}

function encodingReason({ container }: IntakeReport, bom: boolean): Localized {
  if (['parquet', 'arrow', 'arrow_stream', 'xlsx'].includes(container)) {
    return { 'zh-TW': '此種檔案一律使用這種編碼。', en: 'Files of this kind are always in it.' };
  }
  if (bom) return { 'zh-TW': '檔案開頭的 BOM 標示了編碼。', en: 'The byte order mark of the file says so.' };
  return { 'zh-TW': '由檔案內容判斷。', en: 'Told from the content of the file.' };
}
