import type { TemplateParameter } from './template.ts';

const KINDS: Readonly<Record<string, TemplateParameter['kind']>> = {
  string: 'string',
  text: 'text',
  booleanParam: 'boolean',
  choice: 'choice',
};

/**
 * The parameters that a declarative Jenkinsfile declares, as far as they are written plainly: a job that was never built
 * knows none by itself, and could not be triggered with any.
 */
export function parametersIn(jenkinsfile: string): TemplateParameter[] {
  const block = /^\s*parameters\s*\{([\s\S]*?)^\s*\}/m.exec(jenkinsfile)?.[1] ?? '';
  const calls = block.matchAll(/^\s*(string|text|booleanParam|choice)\s*\(?(.*?)\)?\s*$/gm);
  return Array.from(calls, ([, call, args]) => ({
    kind: KINDS[call!]!,
    name: textOf(args!, 'name') ?? '',
    description: textOf(args!, 'description') ?? '',
    values: call === 'choice' ? listOf(args!) : [textOf(args!, 'defaultValue') ?? plainOf(args!) ?? ''],
  })).filter(({ name }) => /^\w{1,100}$/.test(name));
}

/** A Groovy text between single or double quotes, after a named argument. */
function textOf(args: string, name: string): string | null {
  const found = new RegExp(`\\b${name}:\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|"((?:[^"\\\\]|\\\\.)*)")`).exec(args);
  return found === null ? null : unquoted(found[1] ?? found[2] ?? '');
}

/** `defaultValue: true`. */
function plainOf(args: string): string | null {
  return /\bdefaultValue:\s*(true|false)\b/.exec(args)?.[1] ?? null;
}

function listOf(args: string): string[] {
  const list = /\bchoices:\s*\[([^\]]*)\]/.exec(args)?.[1] ?? '';
  return Array.from(list.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g), (match) =>
    unquoted(match[1] ?? match[2] ?? ''),
  );
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one));
}
