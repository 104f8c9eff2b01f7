import { demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { XmlEvents } from '../../xml/parser.ts';
import { columnLetters, columnOf } from '../column-letters.ts';
import { type DateStyle, dateText } from './date-styles.ts';
import { TextCollector, unescaped } from './text-collector.ts';

/** One row of a sheet: texts of its cells, blank where there is none, and numbers of texts that the workbook shares. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly (string | number)[];
}

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly styles: readonly DateStyle[];
  readonly from1904: boolean;
}

/** Gathers the rows of a sheet. Every value comes out as the text that a spreadsheet program would write to a CSV. */
export class SheetReader implements XmlEvents {
  readonly #context: SheetContext;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  readonly #collector = new TextCollector();
  /** Rows that are complete; whoever takes them empties the list. */
  rows: SheetRow[] = [];
  /** Cells whose stored result was taken in place of their formula. */
  formulas = 0;
  firstFormula = '';
  #number = 0;
  #cells: (string | number)[] = [];
  #column = -1;
  #type = 'n';
  #style: DateStyle = null;
  #value: string | null = null;
  #formula = false;
  #inValue = false;

  constructor(context: SheetContext, faults: FaultList, limits: IntakeLimits) {
    this.#context = context;
    this.#faults = faults;
    this.#limits = limits;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const number = attributes.r === undefined ? this.#number + 1 : Number(attributes.r);
      demand(Number.isSafeInteger(number) && number > this.#number, 'rows out of order');
      this.#number = number;
      this.#cells = [];
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = attributes.r === undefined ? this.#column + 1 : columnOf(attributes.r);
      this.#type = attributes.t ?? 'n';
      this.#style = this.#context.styles[Number(attributes.s ?? -1)] ?? null;
      this.#value = null;
      this.#formula = false;
      this.#collector.start();
    } else if (name === 'v') {
      this.#inValue = true;
      this.#value = '';
    } else if (name === 'f') {
      this.#formula = true;
    } else {
      this.#collector.open(name);
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else this.#collector.text(text);
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.rows.push({ line: this.#number, cells: this.#cells });
    else this.#collector.close(name);
  }

  #endCell(): void {
    const cell = `${columnLetters(this.#column)}${this.#number}`;
    // An empty result is one only where it is a text.
    const result = this.#value !== null && (this.#value !== '' || this.#type === 'str');
    if (this.#formula && !result && this.#type !== 'inlineStr') {
      this.#faults.add('INPUT_XLSX_FORMULA', { line: this.#number, field: cell, params: { cell } });
      return;
    }
    if (this.#formula) {
      if (this.formulas === 0) this.firstFormula = cell;
      this.formulas += 1;
    }
    const text = this.#text();
    if (text === '') return;
    const limit = this.#limits.fields;
    if (this.#column >= limit) {
      this.#faults.fail('INPUT_TOO_MANY_COLUMNS', { line: this.#number, field: cell, params: { limit } });
    }
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #text(): string | number {
    const value = this.#value;
    if (this.#type === 'inlineStr') return this.#collector.take();
    if (value === null || value === '') return '';
    switch (this.#type) {
      case 's':
        return Number(value);
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return this.#numberText(Number(value));
      default:
        return unescaped(value);
    }
  }

  #numberText(number: number): string {
    demand(Number.isFinite(number), 'a number that is none');
    const date = this.#style && dateText(number, this.#style, this.#context.from1904);
    // Spreadsheets count in 15 digits; what lies beyond comes from how the file holds them.
    return date ?? String(Number(number.toPrecision(15)));
  }
}
