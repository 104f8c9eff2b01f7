import { TouchstoneError } from '../contracts/errors/error.ts';

type Fields = Record<string, unknown>;

const PATH = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/;

/**
 * Puts `--set train.epochs=1` into a spec, which is changed. A value that reads as JSON (number, true, false, null,
 * "text", [list], {object}) is taken as that, anything else as text. Error: `CLI_SET_SYNTAX`.
 */
export function applySet(spec: Fields, text: string): void {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals));
  if (!PATH.test(path))
    throw new TouchstoneError('CLI_SET_SYNTAX', { params: { text }, expected: 'field=value' });
  const names = path.split('.');
  const last = names.pop()!;
  let fields = spec;
  for (const name of names) {
    // `hasOwn`, because a name such as `constructor` would otherwise reach what every object inherits.
    const inner = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const next: Fields = isFields(inner) ? inner : {};
    fields[name] = next;
    fields = next;
  }
  fields[last] = typedValue(text.slice(equals + 1));
}

function typedValue(text: string): unknown {
  if (!/^(-?\d|true$|false$|null$|["[{])/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
