import { SharedOpenings } from '../../../datasets/fingerprint/shared-openings.ts';
import { SWAP_KINDS, type SwapKind } from '../../../pipeline/contracts/bias.ts';
import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';
import { Random } from '../statistics/random.ts';
import { swapped } from './swap.ts';

/** Records of each kind that are asked again at most, so that the cost is bounded whatever the test holds. */
export const MOST_SWAPS = 200;

/** One record with everything of one kind exchanged. */
export interface SwappedRecord {
  readonly kind: SwapKind;
  /** Its place in the test. */
  readonly at: number;
  /** What the model is asked about, before and after, without the instruction that records share. */
  readonly before: string;
  readonly after: string;
}

/** What was exchanged in the records of a test. */
export interface Swaps {
  /** Records of the test. */
  readonly records: number;
  /** Records that hold something of each kind. */
  readonly found: Readonly<Record<SwapKind, number>>;
  /** The records to ask, and of each what was exchanged. */
  readonly rows: readonly DatasetRecord[];
  readonly swaps: readonly SwappedRecord[];
}

/**
 * Records with names, words of gender and places of origin exchanged, one kind at a time; of more than `MOST_SWAPS` records of a
 * kind as many are drawn. What the assistant says, an instruction that records share, and what all else holds stays as it is.
 * @param groups gives all records, in their order, each time it is asked
 */
export async function drawSwaps(
  groups: () => AsyncIterable<readonly DatasetRecord[]> | Iterable<readonly DatasetRecord[]>,
  seed: number,
): Promise<Swaps> {
  const openings = new SharedOpenings();
  for await (const group of groups()) for (const record of group) openings.see(record);
  const places: Record<SwapKind, number[]> = { gender: [], name: [], origin: [] };
  let records = 0;
  for await (const group of groups()) {
    for (const record of group) {
      for (const kind of SWAP_KINDS) if (withSwap(record, kind, openings)) places[kind].push(records);
      records += 1;
    }
  }
  const wanted = new Map(
    SWAP_KINDS.map((kind) => [kind, new Set(drawn(places[kind], Random.of(seed, `swaps ${kind}`)))]),
  );
  const rows: DatasetRecord[] = [];
  const swaps: SwappedRecord[] = [];
  let at = 0;
  for await (const group of groups()) {
    for (const record of group) {
      for (const kind of SWAP_KINDS) {
        if (!wanted.get(kind)!.has(at)) continue;
        const { row, before, after } = withSwap(record, kind, openings)!;
        rows.push({ ...row, id: `${kind}:${record.id}` });
        swaps.push({ kind, at, before, after });
      }
      at += 1;
    }
  }
  const found = { gender: places.gender.length, name: places.name.length, origin: places.origin.length };
  return { records, found, rows, swaps };
}

/** The record with everything of a kind exchanged in what the user says; null where there is nothing. */
function withSwap(
  record: DatasetRecord,
  kind: SwapKind,
  openings: SharedOpenings,
): { readonly row: DatasetRecord; readonly before: string; readonly after: string } | null {
  const last = record.messages.findLastIndex(({ role }) => role === 'user');
  const kept = openings.instructionLength(record);
  let isChanged = false;
  const messages = record.messages.map((message, n) => {
    if (message.role !== 'user') return message;
    const instruction = n === last ? message.content.slice(0, kept) : '';
    const content = swapped(message.content.slice(instruction.length), kind);
    if (content === null) return message;
    isChanged = true;
    return { ...message, content: instruction + content };
  });
  if (!isChanged) return null;
  const asked = (turns: DatasetRecord['messages']) => turns[last]!.content.slice(kept).trim();
  return { row: { ...record, messages }, before: asked(record.messages), after: asked(messages) };
}

/** At most `MOST_SWAPS` of the places, each as likely (Fisher and Yates, as far as needed). */
function drawn(places: readonly number[], random: Random): number[] {
  const left = [...places];
  return Array.from({ length: Math.min(MOST_SWAPS, left.length) }, (_, i) => {
    const pick = i + Math.floor(random.uniform() * (left.length - i));
    [left[i], left[pick]] = [left[pick]!, left[i]!];
    return left[i]!;
  });
}
