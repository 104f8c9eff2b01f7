import type { IntakeWarning } from '../../../pipeline/contracts/data-reports.ts';
import { demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RandomAccess, Spool } from '../../random-access.ts';
import type { RowSink } from '../container.ts';
import { HeadedTable } from '../headed-table.ts';
import type { CellRow } from '../header-finder.ts';
import { refuseTable } from '../refuse-table.ts';
import { readDateStyles } from './date-styles.ts';
import { MergedCells } from './merged-cells.ts';
import { WorkbookParts } from './parts.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetReader, type SheetRow } from './sheet.ts';
import { readWorkbook, type SheetEntry, type Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

const KIND = 'XLSX';

/** Which sheet, and where its shared texts are put meanwhile. */
export interface XlsxChoices {
  readonly name: string | null;
  readonly spool: Spool;
}

/** What a workbook tells beside its rows. */
export interface XlsxFacts {
  sheet: string;
  warnings: IntakeWarning[];
}

/** Other kinds of file that are ZIP archives, by a part that only they have. */
const OTHERS: readonly (readonly [part: string, kind: string])[] = [
  ['xl/workbook.bin', 'XLSB'],
  ['word/document.xml', 'DOCX'],
  ['ppt/presentation.xml', 'PPTX'],
  ['content.xml', 'ODS / ODT'],
  ['Index/Document.iwa', 'Apple Numbers / Pages'],
];

/**
 * Reads one sheet of a workbook, the first that is not hidden or the one named; yields now and then. Formulas give
 * their stored results, programs in the workbook are passed over, dates come out by ISO 8601, and cells merged down a column hold
 * their value in every row. Memory: where each shared text starts.
 * Faults: `INPUT_NOT_TEXT`, `INPUT_ENCRYPTED`, `INPUT_XLSX_SHEET`, `INPUT_XLSX_OTHER_SHEETS`, `INPUT_XLSX_FORMULA`, `INPUT_TABLE_TRUNCATED`,
 * `INPUT_TABLE_BROKEN`, `INPUT_EXPANDS_TOO_FAR`, `INPUT_PART_TOO_LARGE`, and those of rows and headers.
 */
export async function* readXlsx(
  file: RandomAccess,
  { name, spool }: XlsxChoices,
  facts: XlsxFacts,
  sink: RowSink,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<void> {
  let strings: SharedStrings | null = null;
  try {
    const zip = await WorkbookParts.open(file, faults, limits);
    if (!zip.has('xl/workbook.xml')) {
      const kind = OTHERS.find(([part]) => zip.has(part))?.[1] ?? 'ZIP';
      faults.fail('INPUT_NOT_TEXT', { params: { kind }, found: kind });
    }
    const workbook = await readWorkbook(zip);
    const sheet = chosen(workbook, name, faults);
    facts.sheet = sheet.name;
    facts.warnings.push(...warningsOf(workbook, sheet));
    if (name === null) tellOfOthers(workbook, sheet, faults);
    const { sharedStrings, styles, from1904 } = workbook;
    if (sharedStrings !== null && zip.has(sharedStrings)) {
      strings = await SharedStrings.read(zip.read(sharedStrings), spool, faults, limits);
    }
    const dates =
      styles !== null && zip.has(styles) ? await readDateStyles(zip.read(styles), limits.recordBytes) : [];
    const reader = new SheetReader({ styles: dates, from1904 }, faults, limits);
    const table = new HeadedTable(sink, faults, limits, { short: true });
    const merged = await MergedCells.read(zip.read(sheet.part));
    for await (const _ of readXml(zip.read(sheet.part), reader, limits.recordBytes)) {
      for (const found of reader.rows.splice(0)) {
        const row = strings === null ? withoutShared(found) : await strings.filled(found);
        if (row.cells.every((cell) => cell.trim() === '')) continue;
        table.take(merged.filled(row, table.headerLine));
      }
      yield;
    }
    table.end();
    facts.warnings.push(...table.warnings);
    const [range] = merged.used;
    if (range !== undefined) {
      facts.warnings.push({ code: 'merged_cells', count: merged.used.size, first: range });
    }
    if (reader.formulas > 0) {
      facts.warnings.push({ code: 'formulas', count: reader.formulas, first: reader.firstFormula });
    }
  } catch (error) {
    refuseTable(error, KIND, faults);
  } finally {
    await strings?.close();
  }
}

/** A row of a workbook that shares no texts. Error: `Damage` where it refers to one. */
function withoutShared({ line, cells }: SheetRow): CellRow {
  demand(
    cells.every((cell) => typeof cell === 'string'),
    'a text that is not there',
  );
  return { line, cells };
}

function chosen({ sheets }: Workbook, name: string | null, faults: FaultList): SheetEntry {
  const sheet =
    name === null
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find((one) => one.name === name);
  if (sheet !== undefined) return sheet;
  if (name === null) faults.fail('INPUT_NO_RECORDS');
  const found = sheets.map((one) => one.name).join(', ');
  faults.fail('INPUT_XLSX_SHEET', { params: { sheet: name }, expected: name, found });
}

/** The first sheet of a workbook is often a remark on the others. */
function tellOfOthers({ sheets }: Workbook, sheet: SheetEntry, faults: FaultList): void {
  const others = sheets.filter((one) => one !== sheet && !one.hidden).map((one) => one.name);
  if (others.length === 0) return;
  faults.means(['INPUT_UNKNOWN_FORMAT', 'INPUT_NO_RECORDS'], {
    code: 'INPUT_XLSX_OTHER_SHEETS',
    params: { sheet: sheet.name, others: others.slice(0, 20).join(', '), other: others[0]! },
  });
}

function warningsOf({ sheets, macros }: Workbook, sheet: SheetEntry): IntakeWarning[] {
  const others = sheets.filter((one) => one !== sheet);
  return [
    ...(others.length > 0
      ? [{ code: 'other_sheets', count: others.length, first: others[0]!.name } as const]
      : []),
    ...(macros ? [{ code: 'macros', count: 1, first: 'vbaProject.bin' } as const] : []),
  ];
}
