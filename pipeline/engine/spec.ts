import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import { nearName } from '../contracts/near-name.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../contracts/spec.ts';

/** A spec with every field there, for looking up which fields there are. */
const DEFAULTS = pipelineSpecSchema.parse({ publish: { override: { by: 'x', reason: 'x'.repeat(10) } } });

/** A spec document larger than this is a mistake or an attack. */
const LIMIT_CHARACTERS = 256 * 1024;

/**
 * A pipeline spec from an object, or from YAML or JSON text. Errors: `SPEC_UNREADABLE`; `SPEC_INVALID`, listing each
 * faulty field with what was expected, and for an unknown field the one that was probably meant.
 */
export function parseSpec(source: unknown): PipelineSpec {
  const document = typeof source === 'string' ? readSpecText(source) : source;
  const parsed = pipelineSpecSchema.safeParse(document ?? {});
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, document));
    throw new TouchstoneError('SPEC_INVALID', {
      params: { count: faults.length },
      place: { file: 'spec' },
      faults,
    });
  }
  return parsed.data;
}

/** The document in a YAML or JSON text, before its fields are looked at. Error: `SPEC_UNREADABLE`. */
export function readSpecText(text: string): unknown {
  if (text.length > LIMIT_CHARACTERS) {
    throw new TouchstoneError('SPEC_UNREADABLE', {
      params: { detail: `more than ${LIMIT_CHARACTERS} characters` },
    });
  }
  // JSON is YAML 1.2; aliases could make a small text grow without end, so few are allowed.
  const document = parseDocument(text, { prettyErrors: true });
  const [fault] = document.errors;
  if (fault) {
    const line = fault.linePos?.[0].line;
    throw new TouchstoneError('SPEC_UNREADABLE', {
      params: { detail: fault.message.split('\n')[0]! },
      place: { file: 'spec', ...(line === undefined ? {} : { line }) },
    });
  }
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw new TouchstoneError('SPEC_UNREADABLE', {
      params: { detail: 'too many aliases' },
      place: { file: 'spec' },
      cause,
    });
  }
}

function faultsOf(issue: z.core.$ZodIssue, document: unknown): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownFields(issue.path);
    return issue.keys.map((key) => {
      const field = [...issue.path, key].join('.');
      const suggestion = nearName(key, known) ?? known.join(', ');
      return { code: 'SPEC_UNKNOWN_FIELD', params: { field, suggestion }, place: { file: 'spec', field } };
    });
  }
  const field = issue.path.join('.') || '(top)';
  const detail = detailOf(issue);
  const expected = valueAt(DEFAULTS, issue.path) === 'auto' ? `"auto", or: ${detail}` : detail;
  const found = JSON.stringify(valueAt(document, issue.path))?.slice(0, 200) ?? 'nothing';
  return [
    {
      code: 'SPEC_VALUE',
      params: { field, detail: expected },
      place: { file: 'spec', field },
      expected,
      found,
    },
  ];
}

/** Of "auto or …" the person who wrote neither wants to hear about the second half. */
function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const meant = issue.errors
    .flat()
    .filter((one) => one.code !== 'invalid_value' || one.values.join() !== 'auto');
  return [...new Set(meant.map((one) => one.message))].join('; ');
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    document,
  );
}

/** Names of the fields that the object at `path` may have. */
function knownFields(path: readonly PropertyKey[]): string[] {
  const at = valueAt(DEFAULTS, path);
  return typeof at === 'object' && at !== null ? Object.keys(at) : [];
}
