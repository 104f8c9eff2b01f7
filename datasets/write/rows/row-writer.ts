import type { Row } from '../../containers/container.ts';
import type { RowContext, WrittenRecord } from '../written-record.ts';

/**
 * Writes what a format gives a place to; takes from the further columns what it uses.
 * Faults, final: `CONVERT_TURNS`, `CONVERT_NO_REJECTED`.
 */
export type RowWriter = (record: WrittenRecord, context: RowContext) => Row;
