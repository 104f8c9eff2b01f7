import { excerpt } from '../excerpt.ts';
import { type FaultList, jsonType } from '../faults.ts';
import type { Row } from './container.ts';
import { locateJsonFault } from './json-fault.ts';

/**
 * One record's JSON text as a row. Faults (null is returned): `INPUT_JSON_TRUNCATED`, `INPUT_JSON_SYNTAX`,
 * `INPUT_JSON_SHAPE`. `line` is where the text begins, `indent` how many characters stand before it on that line.
 */
export function parseRecord(text: string, line: number, indent: number, faults: FaultList): Row | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { at, truncated } = locateJsonFault(text);
    const before = text.slice(0, at).split('\n');
    const column = (before.length === 1 ? indent : 0) + before.at(-1)!.length + 1;
    faults.add(truncated ? 'INPUT_JSON_TRUNCATED' : 'INPUT_JSON_SYNTAX', {
      line: line + before.length - 1,
      params: { column },
      found: excerpt(truncated ? text.slice(-60) : text.slice(Math.max(0, at - 20), at + 40)),
    });
    return null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row;
  faults.add('INPUT_JSON_SHAPE', { line, expected: 'object', found: jsonType(value) });
  return null;
}
