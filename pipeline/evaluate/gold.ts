import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readRecords } from '../../datasets/arrow/read.ts';
import { readDataset } from '../../datasets/read.ts';
import { untilAnswer } from '../../stages/evaluate/asking/conversations.ts';
import { fileSpool } from '../../stages/ingest/file-spool.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Message } from '../contracts/record.ts';
import { type AnswerForm, LABELS } from './answer-form.ts';
import { LineFaults, nameIn, objectIn, objectLines } from './json-objects.ts';

/** A record whose true class is known. */
export interface GoldRecord {
  readonly id: string;
  readonly label: string;
  /** What was asked about, where the file says. */
  readonly text: string | null;
  /** The same as a conversation up to where the answer begins; null where the file does not say. */
  readonly turns: readonly Message[] | null;
  /** Whether it says itself what is to be done. */
  readonly instructed: boolean;
  /** Its line; null where the file has none. */
  readonly line: number | null;
  /** Further columns, for slices. */
  readonly columns: Readonly<Record<string, unknown>>;
}

/** Bytes in which the first line of a file of truth is looked for. */
const HEAD = 64 * 1024;

/**
 * The truth: JSON lines with `id` (else `line:N`) and `label` or `output`, or a dataset of any other format that
 * `readDataset` knows, where the label or the last answer is the truth.
 * `form`: how answers and what is asked stand in JSON lines.
 * Errors: `EVALUATION_…` and `INPUT_…` with line and field.
 */
export async function readGold(
  path: string,
  signal: AbortSignal,
  form: AnswerForm = LABELS,
): Promise<GoldRecord[]> {
  const records = (await isLines(path)) ? await goldLines(path, form) : await goldDataset(path, signal);
  if (records.length === 0) throw new TouchstoneError('EVALUATION_NO_RECORDS', { place: { file: 'gold' } });
  return records;
}

/** Whether the file's first line is an object that carries its answer by a name of ours. */
async function isLines(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const text = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\ufeff/, '')
      .trimStart();
    const fields = objectIn(text.split('\n', 1)[0]!);
    return fields !== null && ('label' in fields || 'output' in fields);
  } finally {
    await handle.close();
  }
}

async function goldLines(path: string, form: AnswerForm): Promise<GoldRecord[]> {
  const faults = new LineFaults('gold');
  const records: GoldRecord[] = [];
  for await (const { line, fields } of objectLines(path, faults)) {
    const { id: ownId, label: ownLabel, output, ...columns } = fields;
    const id = ownId === undefined ? `line:${line}` : nameIn(ownId);
    const label = form.answer(ownLabel ?? output);
    if (id === null) faults.add('EVALUATION_FIELD', line, { field: 'id', found: ownId });
    if (label === null) {
      faults.add('EVALUATION_FIELD', line, { field: 'label', found: ownLabel ?? output ?? null });
    }
    if (id === null || label === null) continue;
    records.push({ id, label, ...askedIn(columns, form), line, columns });
  }
  faults.throwAny();
  return records;
}

/** What a line of JSON asks, with the system text that it may have. */
function askedIn(
  columns: Readonly<Record<string, unknown>>,
  form: AnswerForm,
): Pick<GoldRecord, 'text' | 'turns' | 'instructed'> {
  const text = form.text(columns);
  const system = nameIn(columns.system);
  const user: Message[] = text === null ? [] : [{ role: 'user', content: text }];
  return {
    text,
    turns:
      text === null ? null : [...(system ? [{ role: 'system', content: system } as const] : []), ...user],
    instructed: [columns.instruction, columns.question].some((value) => nameIn(value)?.trim()),
  };
}

async function goldDataset(path: string, signal: AbortSignal): Promise<GoldRecord[]> {
  const work = await mkdtemp(join(tmpdir(), 'touchstone-gold-'));
  try {
    const bytes = readDataset(createReadStream(path), {
      file: 'dataset',
      plainText: 'auto',
      spool: fileSpool(join(work, 'spool')),
      onBytes: () => signal.throwIfAborted(),
    });
    const records: GoldRecord[] = [];
    let instructed = false;
    const told = async function* () {
      ({ has_instruction: instructed } = yield* bytes);
    };
    for await (const group of readRecords(Readable.from(told(), { objectMode: false }))) {
      for (const { id, label: own, messages, source, meta } of group) {
        const answer = messages.findLast(({ role }) => role === 'assistant')?.content ?? null;
        const label = own ?? answer;
        const columns = { ...(meta === null ? {} : JSON.parse(meta)), ...(source !== null && { source }) };
        if (label === null) {
          throw new TouchstoneError('EVALUATION_FIELD', {
            place: { file: 'gold', field: 'label' },
            found: `${id}: –`,
          });
        }
        const text = messages.findLast(({ role }) => role === 'user')?.content ?? null;
        records.push({ id, label, text, turns: untilAnswer(messages), instructed, line: null, columns });
      }
    }
    return records.map((record) => ({ ...record, instructed }));
  } catch (thrown) {
    throw TouchstoneError.from(thrown).inFile({ dataset: 'gold' });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
