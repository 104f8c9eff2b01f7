import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type BaseEntry, baseEntrySchema, type ChatFormat, chatFormatSchema } from '../contracts/base.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { nearName } from '../contracts/near-name.ts';

const catalogueSchema = z.strictObject({
  chat_formats: z.record(z.string(), chatFormatSchema),
  models: z.array(baseEntrySchema).min(1),
});

/** The base models that Touchstone knows: `catalogue.yaml`, checked. */
export interface Catalogue {
  readonly entries: readonly BaseEntry[];
  /** Error: `BASE_UNKNOWN` with the nearest id. */
  entry(id: string): BaseEntry;
  chatFormat(entry: BaseEntry): ChatFormat;
}

/** Reads a catalogue; by default the one that comes with Touchstone. Throws (a ZodError) where it is malformed. */
export function readCatalogue(url: URL | string = new URL('./catalogue.yaml', import.meta.url)): Catalogue {
  const { models, chat_formats: formats } = catalogueSchema.parse(parse(readFileSync(url, 'utf8')));
  for (const model of models) {
    if (!(model.chat_format in formats)) throw new Error(`catalogue: ${model.id} names no known chat format`);
  }
  return {
    entries: models,
    entry: (id) => {
      const found = models.find((model) => model.id === id);
      if (found !== undefined) return found;
      const ids = models.map((model) => model.id);
      const suggestion = nearName(id, ids) ?? ids[0]!;
      throw new TouchstoneError('BASE_UNKNOWN', { params: { id, suggestion }, place: { field: 'base' } });
    },
    chatFormat: (entry) => formats[entry.chat_format]!,
  };
}
