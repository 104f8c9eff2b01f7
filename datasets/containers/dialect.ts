import { CsvQuoteFault, DELIMITERS, type Delimiter, scanRow } from './csv-row.ts';
import { MOST_TITLES } from './header-finder.ts';

/** Rows looked at below the header. */
const SAMPLE = 20;
/** Below titles a table must show itself more plainly than at the very beginning: prose has commas too. */
const FEWEST_ROWS = 3;
const PLAIN_AGREEMENT = 0.8;

/** How a piece of text reads as a table. */
export interface Dialect {
  readonly delimiter: Delimiter;
  /** Cells of the header. */
  readonly columns: number;
  /** Rows of a single cell above the header. */
  readonly titles: number;
  /** Share of the rows below the header, 0–1, that have as many cells as it has; 1 where there are none. */
  readonly agreement: number;
}

const DECLARED = /^sep=([,;\t])\r?\n/i;

/**
 * How the cells of a table are parted, told from its head: the delimiter that the header holds, below titles that
 * people write above it, and the rows agree with best; a comma where the header holds none.
 */
export function dialectOf(head: string): Dialect {
  const declared = DECLARED.exec(head);
  if (declared) return { delimiter: declared[1] as Delimiter, columns: 2, titles: 0, agreement: 1 };
  const dialects = DELIMITERS.map((delimiter) => readAs(head, delimiter)).filter(
    ({ columns }) => columns > 1,
  );
  return dialects.reduce(better, { delimiter: ',', columns: 1, titles: 0, agreement: 0 });
}

function better(best: Dialect, other: Dialect): Dialect {
  if (other.agreement !== best.agreement) return other.agreement > best.agreement ? other : best;
  return other.columns > best.columns ? other : best;
}

function readAs(head: string, delimiter: Delimiter): Dialect {
  const counts: number[] = [];
  try {
    for (let at = 0; at < head.length && counts.length <= SAMPLE; ) {
      const row = scanRow(head, at, false, delimiter);
      if (row === null) break;
      if (row.cells.length > 1 || row.cells[0] !== '') counts.push(row.cells.length);
      at = row.end;
    }
  } catch (fault) {
    if (!(fault instanceof CsvQuoteFault)) throw fault;
  }
  const titles = titlesAbove(counts);
  const [columns = lastRow(head, delimiter), ...rows] = counts.slice(titles);
  const agreeing = rows.filter((count) => count === columns).length;
  return { delimiter, columns, titles, agreement: rows.length === 0 ? 1 : agreeing / rows.length };
}

/** How many rows of one cell stand above what is plainly a table; none where it is not. */
function titlesAbove(counts: readonly number[]): number {
  const titles = counts.findIndex((count) => count > 1);
  if (titles <= 0 || titles >= MOST_TITLES) return 0;
  const [columns, ...rows] = counts.slice(titles);
  const agreeing = rows.filter((count) => count === columns).length;
  return rows.length >= FEWEST_ROWS && agreeing >= PLAIN_AGREEMENT * rows.length ? titles : 0;
}

/** Cells of a header that no line break ends. */
function lastRow(head: string, delimiter: Delimiter): number {
  return head.split('\n', 1)[0]!.split(delimiter).length;
}
