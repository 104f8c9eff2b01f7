import type { LeakageCheck } from '../../pipeline/contracts/data-reports.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { canonicalQuestion, digestWords } from '../fingerprint/content.ts';
import { DigestIndex } from '../fingerprint/digest-index.ts';
import type { SplitName } from '../formats/common-columns.ts';
import { datedBy, heldTogetherBy, isGenerated, metaOf, type SplitColumns, sourcesIn } from './columns.ts';

type Kind = LeakageCheck['comparisons'][number]['kind'];

/** The order in which the parts must be shown: what is learnt from first. */
export const AUDIT_ORDER = ['train', 'validation', 'test'] as const satisfies readonly SplitName[];

/** Records named for each comparison that found something. */
const NAMED = 5;

/** What an audit cannot see in a record itself. */
export interface Seen {
  /** Its cluster of near duplicates; null where these are not known. */
  readonly cluster: number | null;
  /** Whether it is of the user's own test file, whose ids mean nothing in the dataset. */
  readonly own: boolean;
}

interface Finding {
  compared: number;
  found: number;
  readonly records: string[];
}

/**
 * Looks for leakage in a finished split, record by record, with nothing taken over from how it was made but the clusters:
 * a validation record must share with no training record, and a test record with neither, its question (to the content
 * digest, runs of space counting as one), its cluster of near duplicates, its group; it must be newer; and nothing that a
 * model made up may be in either, nor train when it was made from a record there.
 */
export class LeakageAudit {
  readonly #columns: SplitColumns;
  readonly #findings = new Map<Kind, Finding>();
  readonly #questions = new DigestIndex();
  readonly #groups = new DigestIndex();
  /** By cluster: 1 + the place in `AUDIT_ORDER` of the first record seen of it, or 0. */
  readonly #clusters: Uint8Array | null;
  /** Ids that generated training records were made from. */
  readonly #sources = new Set<string>();
  /** The newest moment of each part. */
  readonly #newest = [-Infinity, -Infinity, -Infinity];

  /** `clusters`: how many there are, null where near duplicates are not known. */
  constructor(columns: SplitColumns, clusters: number | null) {
    this.#columns = columns;
    this.#clusters = clusters === null ? null : new Uint8Array(clusters);
  }

  /** Shows one record of a part; parts in `AUDIT_ORDER`. */
  see(part: SplitName, record: DatasetRecord, { cluster, own }: Seen): void {
    const at = AUDIT_ORDER.indexOf(part);
    const { group, time } = this.#columns;
    const generated = isGenerated(record);
    const meta = group !== null || time !== null || generated ? metaOf(record) : {};
    const shared = (index: DigestIndex, text: string) => (index.add(digestWords(text), at) ?? at) < at;
    this.#note('exact', record, shared(this.#questions, canonicalQuestion(record)));
    if (this.#clusters !== null && cluster !== null) {
      const first = this.#clusters[cluster]! || at + 1;
      this.#clusters[cluster] = first;
      this.#note('near', record, first < at + 1);
    }
    const name = heldTogetherBy(record, meta, this.#columns);
    if (name !== null) this.#note('group', record, shared(this.#groups, name));
    // What a model made up has no time of its own: it is as old as what it was made from.
    const moment = time === null || generated ? null : datedBy(meta, time).moment;
    if (moment !== null) {
      this.#newest[at] = Math.max(this.#newest[at]!, moment);
      this.#note('time', record, moment <= Math.max(...this.#newest.slice(0, at)));
    }
    if (!own) this.#seeOrigin(at, record, generated ? sourcesIn(meta) : null);
  }

  /** What was compared, and what was found. */
  report(): LeakageCheck {
    const comparisons = [...this.#findings].map(([kind, finding]) => ({ kind, ...finding }));
    return { passed: comparisons.every(({ found }) => found === 0), comparisons };
  }

  /** `sources` null: the record is not generated. */
  #seeOrigin(at: number, record: DatasetRecord, sources: readonly string[] | null): void {
    if (at === 0) {
      if (sources === null) return;
      for (const id of sources) this.#sources.add(id);
      this.#note('generated', record, false);
    } else if (sources !== null || this.#sources.has(record.id)) {
      this.#note('generated', record, true);
    }
  }

  #note(kind: Kind, { id }: DatasetRecord, leaks: boolean): void {
    const finding = this.#findings.get(kind) ?? { compared: 0, found: 0, records: [] };
    this.#findings.set(kind, finding);
    finding.compared += 1;
    if (!leaks) return;
    finding.found += 1;
    if (finding.records.length < NAMED) finding.records.push(id);
  }
}
