import { z } from 'zod';
import { ORIGINS } from '../../config/layers.ts';

const text = z.string();

/** `touchstone up`, printed when the service listens. */
export const upSchema = z.object({ url: text, home: text, pid: z.number().int() });

/** `touchstone doctor`. */
export const doctorSchema = z.object({
  checks: z.array(
    z.object({
      id: text.describe('Never changes, whatever the language; new ones may come'),
      name: text,
      status: z.enum(['ok', 'warn', 'fail']),
      detail: text,
      advice: text.describe('What to do; empty where nothing need be done'),
    }),
  ),
  settings: z.array(
    z.object({
      name: text,
      from: z.enum(ORIGINS),
      value: text.describe('Of a secret only that it is set'),
    }),
  ),
  settings_file: text.nullable(),
});

/** `touchstone schema`: a JSON schema, or the names of all. */
export const schemaSchema = z.union([
  z.object({ $schema: text, title: text }),
  z.object({ schemas: z.array(text) }),
]);

/** `touchstone completion`. */
export const completionSchema = z.object({ shell: text, script: text });
