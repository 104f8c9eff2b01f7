import { readRecords } from '../../../datasets/arrow/read.ts';
import type { ArtifactStore, BlobRef } from '../../../pipeline/contracts/artifact.ts';
import { SWAP_KINDS, type SwapKind } from '../../../pipeline/contracts/bias.ts';
import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';
import { Random } from '../statistics/random.ts';
import { storedTable } from '../stored-table.ts';
import { swapped } from './swap.ts';

/** Records of each kind that are asked again at most, so that the cost is bounded whatever the test holds. */
export const MOST_SWAPS = 200;

/** One record with everything of one kind exchanged. */
export interface SwappedRecord {
  readonly kind: SwapKind;
  /** Its place in the test. */
  readonly at: number;
  /** What the model is asked about, before and after. */
  readonly before: string;
  readonly after: string;
}

export interface SwappedRecords {
  /** Records of the test. */
  readonly records: number;
  /** Records that hold something of each kind. */
  readonly found: Readonly<Record<SwapKind, number>>;
  /** The records to ask, as a canonical table; null where nothing is exchanged. */
  readonly blob: BlobRef | null;
  /** Aligned with the rows of `blob`. */
  readonly swaps: readonly SwappedRecord[];
  readonly ids: readonly string[];
}

/**
 * Test records with names, words of gender and places of origin exchanged, one kind at a time; of more than `MOST_SWAPS`
 * records of a kind as many are drawn. What the assistant says and what all else holds stays as it is.
 */
export async function swappedRecords(
  artifacts: ArtifactStore,
  test: BlobRef,
  seed: number,
): Promise<SwappedRecords> {
  const places: Record<SwapKind, number[]> = { gender: [], name: [], origin: [] };
  let records = 0;
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) {
      for (const kind of SWAP_KINDS) if (withSwap(record, kind) !== null) places[kind].push(records);
      records += 1;
    }
  }
  const wanted = new Map(
    SWAP_KINDS.map((kind) => [kind, new Set(drawn(places[kind], Random.of(seed, `swaps ${kind}`)))]),
  );
  const rows: DatasetRecord[] = [];
  const swaps: SwappedRecord[] = [];
  let at = 0;
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) {
      for (const kind of SWAP_KINDS) {
        if (!wanted.get(kind)!.has(at)) continue;
        const row = withSwap(record, kind)!;
        rows.push({ ...row, id: `${kind}:${record.id}` });
        swaps.push({ kind, at, before: asked(record), after: asked(row) });
      }
      at += 1;
    }
  }
  const found = { gender: places.gender.length, name: places.name.length, origin: places.origin.length };
  const blob = rows.length === 0 ? null : await storedTable(artifacts, rows);
  return { records, found, blob, swaps, ids: rows.map(({ id }) => id) };
}

/** The record with everything of a kind exchanged in what the user says; null where there is nothing. */
function withSwap(record: DatasetRecord, kind: SwapKind): DatasetRecord | null {
  let isChanged = false;
  const messages = record.messages.map((message) => {
    if (message.role !== 'user') return message;
    const content = swapped(message.content, kind);
    if (content === null) return message;
    isChanged = true;
    return { ...message, content };
  });
  return isChanged ? { ...record, messages } : null;
}

const asked = ({ messages }: DatasetRecord): string =>
  messages.findLast(({ role }) => role === 'user')?.content ?? '';

/** At most `MOST_SWAPS` of the places, each as likely (Fisher and Yates, as far as needed). */
function drawn(places: readonly number[], random: Random): number[] {
  const left = [...places];
  return Array.from({ length: Math.min(MOST_SWAPS, left.length) }, (_, i) => {
    const pick = i + Math.floor(random.uniform() * (left.length - i));
    [left[i], left[pick]] = [left[pick]!, left[i]!];
    return left[i]!;
  });
}
