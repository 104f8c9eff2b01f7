import type { IntakeWarning } from '../../../pipeline/contracts/data-reports.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RowSink } from '../container.ts';
import type { RandomAccess } from '../random-access.ts';
import { refuseTable } from '../refuse-table.ts';
import { TableRows } from '../table-rows.ts';
import { readDateStyles } from './date-styles.ts';
import { type FoundHeader, HeaderFinder } from './header-finder.ts';
import { SharedStrings } from './shared-strings.ts';
import { columnName, SheetReader, type SheetRow } from './sheet.ts';
import { readWorkbook, type SheetEntry, type Workbook } from './workbook.ts';
import { readXml } from './xml.ts';
import { ZipArchive } from './zip.ts';

const KIND = 'XLSX';

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
];

/**
 * Reads one sheet of a workbook, the first that is not hidden or the one named; yields now and then. Formulas give
 * their stored results, programs in the workbook are passed over, dates come out by ISO 8601. Memory: the shared texts,
 * `heldBytes` at most.
 * Faults: `INPUT_NOT_TEXT`, `INPUT_ENCRYPTED`, `INPUT_XLSX_SHEET`, `INPUT_XLSX_FORMULA`, `INPUT_TABLE_TRUNCATED`,
 * `INPUT_TABLE_BROKEN`, `INPUT_EXPANDS_TOO_FAR`, `INPUT_PART_TOO_LARGE`, and those of rows and headers.
 */
export async function* readXlsx(
  file: RandomAccess,
  name: string | null,
  facts: XlsxFacts,
  sink: RowSink,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<void> {
  try {
    const zip = await ZipArchive.open(file, faults, limits);
    if (!zip.has('xl/workbook.xml')) {
      const kind = OTHERS.find(([part]) => zip.has(part))?.[1] ?? 'ZIP';
      faults.fail('INPUT_NOT_TEXT', { params: { kind }, found: kind });
    }
    const workbook = await readWorkbook(zip);
    const sheet = chosen(workbook, name, faults);
    facts.sheet = sheet.name;
    facts.warnings.push(...warningsOf(workbook, sheet));
    const { sharedStrings, styles, from1904 } = workbook;
    const strings =
      sharedStrings !== null && zip.has(sharedStrings)
        ? await SharedStrings.read(zip.read(sharedStrings), faults, limits)
        : SharedStrings.none;
    const dates =
      styles !== null && zip.has(styles) ? await readDateStyles(zip.read(styles), limits.recordBytes) : [];
    const reader = new SheetReader({ strings, styles: dates, from1904 }, faults, limits);
    const table = new SheetTable(new TableRows(sink, faults, limits), faults);
    for await (const _ of readXml(zip.read(sheet.part), reader, limits.recordBytes)) {
      for (const row of reader.rows.splice(0)) table.take(row);
      yield;
    }
    table.end();
    facts.warnings.push(...table.warnings);
    if (reader.formulas > 0) {
      facts.warnings.push({ code: 'formulas', count: reader.formulas, first: reader.firstFormula });
    }
  } catch (error) {
    refuseTable(error, KIND, faults);
  }
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

function warningsOf({ sheets, macros }: Workbook, sheet: SheetEntry): IntakeWarning[] {
  const others = sheets.filter((one) => one !== sheet);
  return [
    ...(others.length > 0
      ? [{ code: 'other_sheets', count: others.length, first: others[0]!.name } as const]
      : []),
    ...(macros ? [{ code: 'macros', count: 1, first: 'vbaProject.bin' } as const] : []),
  ];
}

/** Rows of a sheet as rows of a table below its header. */
class SheetTable {
  readonly #rows: TableRows;
  readonly #faults: FaultList;
  readonly #finder = new HeaderFinder();
  readonly warnings: IntakeWarning[] = [];
  #names: readonly string[] | null = null;

  constructor(rows: TableRows, faults: FaultList) {
    this.#rows = rows;
    this.#faults = faults;
  }

  take(row: SheetRow): void {
    if (row.cells.every((cell) => cell.trim() === '')) return;
    if (this.#names !== null) this.#row(row, this.#names);
    else this.#begin(this.#finder.take(row));
  }

  end(): void {
    if (this.#names === null) this.#begin(this.#finder.end());
  }

  #begin(found: FoundHeader | null): void {
    if (found === null) return;
    const { line, names, titles, rows } = found;
    this.#names = names;
    if (titles.length > 0) {
      this.warnings.push({
        code: 'title_rows',
        count: titles.length,
        first: titles[0]!.cells.join('').trim(),
      });
    }
    this.#rows.header(
      names.filter((name) => name !== ''),
      line,
    );
    for (const row of rows) this.#row(row, names);
  }

  #row({ number, cells }: SheetRow, names: readonly string[]): void {
    if (cells.length > names.length) {
      this.#faults.add('INPUT_CSV_CELLS', {
        line: number,
        params: { expected: names.length, found: cells.length },
        expected: String(names.length),
        found: String(cells.length),
      });
      return;
    }
    const row: Record<string, unknown> = Object.create(null);
    for (const [i, name] of names.entries()) {
      const cell = cells[i] ?? '';
      // A column without a name counts only where it holds something, under its letters.
      if (name !== '' || cell !== '') row[name || columnName(i)] = cell;
    }
    this.#rows.row(row, number);
  }
}
