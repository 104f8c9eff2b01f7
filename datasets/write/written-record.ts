import type { DatasetRecord, Message } from '../../pipeline/contracts/record.ts';
import type { FaultList } from '../faults.ts';
import { FORM_KEY, type Form, type TurnNote } from '../formats/form.ts';
import type { FormatName } from '../formats/registry.ts';

/** A canonical record taken apart for writing. */
export interface WrittenRecord {
  readonly id: string;
  readonly messages: readonly Message[];
  readonly label: string | null;
  readonly split: string | null;
  /** How its row was written, where that was in the format that is written now; else only what holds of all formats. */
  readonly form: Form;
  /** What each message holds beside role and content, in whatever format it was. */
  readonly notes: ReadonlyMap<number, TurnNote>;
  /** Further columns; a writer takes out what it gives a place to. */
  readonly further: Map<string, unknown>;
}

/** What writers of formats may ask of their surroundings. */
export interface RowContext {
  readonly format: FormatName;
  readonly faults: FaultList;
  /** Fields of messages that the format has no place for are left out, and counted, instead of refused. */
  readonly lossy: boolean;
  leftOut(fields: number): void;
}

/** Takes a record apart; `meta` is what `CommonColumns.meta` has written. */
export function takeApart(record: DatasetRecord, format: FormatName): WrittenRecord {
  const { id, messages, label, split } = record;
  const meta = record.meta === null ? {} : (JSON.parse(record.meta) as Record<string, unknown>);
  const whole = (meta[FORM_KEY] ?? {}) as Form;
  const notes = new Map((whole.messages ?? []).map((note) => [note.message, note]));
  const { id: own, split: spelling, column } = whole;
  const common: Form = {
    ...(own !== undefined && { id: own }),
    ...(spelling !== undefined && { split: spelling }),
    ...(column !== undefined && { column }),
  };
  const further = new Map(Object.entries(meta).filter(([key]) => key !== FORM_KEY));
  return {
    id,
    messages,
    label,
    split,
    form: whole.format === format ? whole : common,
    notes,
    further,
  };
}

/** Ends with the fault that the record's turns do not fit the format. */
export function refuseTurns({ id, messages }: WrittenRecord, context: RowContext): never {
  const turns = messages.map(({ role }) => role).join(', ');
  context.faults.fail('CONVERT_TURNS', {
    params: { record: id, format: context.format, turns },
    found: turns,
  });
}

/** Refuses, or leaves out, what messages hold that a format of mere texts has no place for. */
export function dropNotes(record: WrittenRecord, context: RowContext): void {
  const lost = [...record.notes.values()].filter(
    ({ fields, content }) => fields !== undefined || content === null || content === 'absent',
  );
  if (lost.length === 0) return;
  if (!context.lossy) refuseTurns(record, context);
  context.leftOut(lost.length);
}
