import { demand } from '../compression/damage.ts';

/** Place of a column, from 0, by the letters of a cell's name. Error: `Damage`. */
export function columnOf(cell: string): number {
  let column = 0;
  for (const letter of cell) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  demand(column >= 1 && column <= 18_278, 'a cell without a column');
  return column - 1;
}

/** The letters of a column, as spreadsheet programs count them: A, B, …, Z, AA. */
export function columnLetters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : `${columnLetters(Math.floor(column / 26) - 1)}${columnLetters(column % 26)}`;
}
