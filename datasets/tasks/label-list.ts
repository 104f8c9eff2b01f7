import { squeeze } from '../fingerprint/content.ts';
import { jsonInText } from './json-in-text.ts';

/** What stands between the labels of a list without doubt, and what may be part of a label. */
const SEPARATORS = /[;；\n]/;
const WEAK_SEPARATORS = /[;；\n、,，|]/;

/**
 * Labels of an answer that is a list: JSON (`["a", "b"]`), or text between `;`, `；` or line ends. Each once, in their
 * order; blank ones are none.
 */
export function labelList(text: string): readonly string[] {
  const json = text.trimStart().startsWith('[') ? jsonInText(text) : undefined;
  const parts =
    Array.isArray(json) && json.every((part) => typeof part === 'string') ? json : text.split(SEPARATORS);
  return distinct(parts);
}

/** A model's answer read against the labels there are. */
export interface ReadLabels {
  readonly known: readonly string[];
  /** Parts that are none of the labels. */
  readonly unknown: readonly string[];
}

/** Reads a model's list, where weaker separators (`、`, commas) count too if that makes more of it known. */
export function readLabels(text: string, labels: ReadonlySet<string>): ReadLabels {
  const strict = sorted(labelList(text), labels);
  if (strict.unknown.length === 0) return strict;
  const loose = sorted(distinct(text.replace(/^\s*\[|\]\s*$/g, '').split(WEAK_SEPARATORS)), labels);
  return loose.known.length > strict.known.length ? loose : strict;
}

function sorted(parts: readonly string[], labels: ReadonlySet<string>): ReadLabels {
  return {
    known: parts.filter((part) => labels.has(part)),
    unknown: parts.filter((part) => !labels.has(part)),
  };
}

function distinct(parts: readonly string[]): string[] {
  const cleaned = parts.map((part) => squeeze(part).replace(/^["'「]+|["'」]+$/g, ''));
  return [...new Set(cleaned)].filter((part) => part !== '');
}
