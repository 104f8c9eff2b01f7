import type { ComponentChildren } from 'preact';

/** The name of a cell's column, shown where a phone makes a block of each row; elsewhere the table's head says it. */
export function CellName({ children }: { children: ComponentChildren }) {
  return (
    <span class="cell-name" aria-hidden="true">
      {children}
    </span>
  );
}
