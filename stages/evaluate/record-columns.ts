import { readRecords } from '../../datasets/arrow/read.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';

/**
 * Columns of the test records by name, a value a record in file order, null where a record has none: `source`, and those
 * of the user's own file.
 */
export async function readColumns(
  artifacts: ArtifactStore,
  test: BlobRef,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const columns = new Map<string, (string | null)[]>(names.map((name) => [name, []]));
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const { source, meta } of group) {
      const further = meta === null ? {} : (JSON.parse(meta) as Record<string, unknown>);
      for (const [name, values] of columns) {
        const value = name === 'source' ? source : Object.hasOwn(further, name) ? further[name] : null;
        values.push(value === null || value === undefined ? null : textOf(value));
      }
    }
  }
  return columns;
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
