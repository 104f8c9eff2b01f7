import {
  GENERATION_METHODS,
  type GeneratedShare,
  type GenerationMethod,
} from '../../pipeline/contracts/generation.ts';
import { GENERATED } from '../split/columns.ts';

/** Column, in a record's `meta`, that says how a model made it. */
export const GENERATED_BY = 'generated';
/** Column in which a person puts a name who has checked, and where needed corrected, a generated record. */
export const REVIEWED_BY = 'reviewed_by';
/** How ids of generated records begin. */
export const GENERATED_ID = 'generated:';

/**
 * Where an uploaded record came from. One that a model once made stays `generated`, in whatever file it comes back, until a
 * person answers for it: else a model would be tested on what a model made up. `meta` is the JSON text of its further columns.
 */
export function uploadedSource(id: string, meta: string | null): 'upload' | typeof GENERATED {
  const named = id.startsWith(GENERATED_ID);
  // Nearly all records are told here, without reading their columns.
  if (!named && !meta?.includes(`"${GENERATED_BY}":`)) return 'upload';
  const columns = (meta === null ? {} : JSON.parse(meta)) as Readonly<Record<string, unknown>>;
  const reviewer = columns[REVIEWED_BY];
  if (typeof reviewer === 'string' && reviewer.trim() !== '') return 'upload';
  return named || isProvenance(columns[GENERATED_BY]) ? GENERATED : 'upload';
}

/** How a record was made, as its column `generated` tells; a part is null where it does not. */
export function provenanceIn(meta: Readonly<Record<string, unknown>>): Omit<GeneratedShare, 'records'> {
  const value = meta[GENERATED_BY];
  if (!isProvenance(value)) return { method: null, model: null, prompt: null };
  const { method, model, prompt } = (typeof value === 'string' ? objectIn(value) : value) as {
    method: GenerationMethod;
    model: string;
    prompt?: unknown;
  };
  return { method, model, prompt: typeof prompt === 'string' ? prompt : null };
}

/** Whether a column holds what we wrote there, as an object or, from a table, as its JSON text. */
function isProvenance(value: unknown): boolean {
  const read = typeof value === 'string' ? objectIn(value) : value;
  if (typeof read !== 'object' || read === null) return false;
  const { method, model } = read as { method?: unknown; model?: unknown };
  return typeof method === 'string' && Object.hasOwn(GENERATION_METHODS, method) && typeof model === 'string';
}

function objectIn(text: string): unknown {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    // A column of the user's own that has the same name.
    return null;
  }
}
