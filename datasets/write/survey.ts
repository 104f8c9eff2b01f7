import type { Row } from '../containers/container.ts';
import { isNameable, type Kind, kindOf, merged, settled } from './kinds.ts';

/** The columns of all rows, in the order in which they first come, and what they hold. */
export class Survey {
  readonly #columns = new Map<string, Kind>();
  /** Rows seen in which a column was absent make no difference, but a column of all rows is not nullable. */
  rows = 0;

  see(row: Row): void {
    this.rows += 1;
    for (const name of Object.keys(row)) {
      const value = row[name];
      if (value === undefined) continue;
      const known = this.#columns.get(name);
      // Most columns are texts, and stay so.
      if (known?.kind === 'text' && typeof value === 'string') continue;
      if (known?.kind === 'json') continue;
      this.#columns.set(name, merged(known ?? { kind: 'none' }, nameable(name, kindOf(value))));
    }
  }

  get columns(): ReadonlyMap<string, Kind> {
    return new Map(Array.from(this.#columns, ([name, kind]) => [name, settled(kind)]));
  }
}

/** A nested column needs a name that can stand in a path. */
function nameable(name: string, kind: Kind): Kind {
  const nested = kind.kind === 'list' || kind.kind === 'struct';
  return nested && !isNameable(name) ? { kind: 'json' } : kind;
}
