import { type DocumentPassage, readPassages, SECTION_JOINT } from '../../datasets/documents/passages.ts';
import type { GenerationTask } from '../../datasets/generation/kind.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { GenerationMethod } from '../../pipeline/contracts/generation.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import { shuffled } from './chance.ts';
import type { Material, Pick, Slot } from './material.ts';

type Reach = { readonly artifacts: StageContext['artifacts']; readonly signal: AbortSignal };

/** Shorter passages say too little to make anything from. */
const LEAST_CHARACTERS = 20;
/** A subject line is short by nature. */
const LEAST_SUBJECT = 8;
/** Questions that may be asked about one passage. */
const QUESTIONS = 3;

/** The section of an official document that a method starts from. */
const SECTIONS: Partial<Record<GenerationMethod, string>> = {
  document_subjects: '說明',
  document_explanations: '主旨',
};

/** Passages of documents as what records are made from. Memory: a number a passage. */
export class PassageMaterial implements Material {
  readonly labels: readonly string[];
  readonly #documents: BlobRef;
  readonly #reach: Reach;
  readonly #rows: readonly number[];

  private constructor(labels: readonly string[], documents: BlobRef, reach: Reach, rows: readonly number[]) {
    this.labels = labels;
    this.#documents = documents;
    this.#reach = reach;
    this.#rows = rows;
  }

  /** Goes over the passages once, for those that suit the method. */
  static async survey(
    documents: BlobRef,
    config: PipelineSpec['generate'],
    language: Language,
    reach: Reach,
  ): Promise<PassageMaterial> {
    const rows: number[] = [];
    let row = 0;
    for await (const group of readPassages(await reach.artifacts.openStream(documents.digest))) {
      reach.signal.throwIfAborted();
      for (const passage of group) {
        if (passage.language === language && suits(passage, config)) rows.push(row);
        row += 1;
      }
    }
    return new PassageMaterial(Object.keys(config.labels).sort(), documents, reach, rows);
  }

  /** Each passage once, or for questions a few times; the tries of a place go on to passages that no other place takes. */
  slots({ method, count, seed }: PipelineSpec['generate']): Slot[] {
    const times = method === 'document_questions' ? QUESTIONS : 1;
    const order = shuffled(this.#rows, seed);
    if (order.length === 0) {
      const params = { method, detail: 'no passage of the documents suits it' };
      throw new TouchstoneError('GENERATE_NO_MATERIAL', { params });
    }
    return Array.from({ length: Math.min(count, order.length * times) }, (_, number) => ({
      number,
      pick: (attempt) => {
        const at = number + attempt * count;
        if (at >= order.length * times) return null;
        return { label: null, other: null, rows: [order[at % order.length]!] };
      },
    }));
  }

  async fetch(picks: readonly Pick[]): Promise<GenerationTask[]> {
    const wanted = new Map<number, DocumentPassage | null>(
      picks.flatMap(({ rows }) => rows).map((row) => [row, null]),
    );
    const { artifacts, signal } = this.#reach;
    let row = 0;
    for await (const group of readPassages(await artifacts.openStream(this.#documents.digest))) {
      signal.throwIfAborted();
      for (const passage of group) {
        if (wanted.has(row)) wanted.set(row, passage);
        row += 1;
      }
    }
    return picks.map(({ label, other, rows }) => ({
      label,
      other,
      records: [],
      passages: rows.map((at) => wanted.get(at)!),
    }));
  }
}

function suits({ kind, section, text }: DocumentPassage, { method }: PipelineSpec['generate']): boolean {
  const from = SECTIONS[method as GenerationMethod];
  if (from !== undefined && (kind !== 'official' || section.split(SECTION_JOINT)[0] !== from)) return false;
  return text.trim().length >= (from === '主旨' ? LEAST_SUBJECT : LEAST_CHARACTERS);
}
