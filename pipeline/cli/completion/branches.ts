import type { CompletedCommand, Wanted } from './tree.ts';

/** How a shell offers what may follow an option. */
export interface Branches {
  choice(choices: readonly string[]): string;
  readonly file: string;
  readonly directory: string;
  readonly anything: string;
}

/** Words that mean nothing to a shell but themselves; all of ours are such. */
const PLAIN = /^[A-Za-z0-9_.-]+$/;

/**
 * The branches of a shell's `case`: which words lead on from a command, what follows each option, and what may be written at a
 * command. Throws for a word that a shell would read as something else.
 */
export function branchesOf(
  commands: readonly CompletedCommand[],
  offer: Branches,
): { readonly steps: string; readonly values: string; readonly words: string } {
  const steps = commands.flatMap(({ path, commands: inner }) =>
    inner.map(({ name }) => `'${path}:${plain(name)}'`),
  );
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ wanted }) => wanted.kind !== 'nothing')
      .map(({ flag, wanted }) => `    '${path}:${plain(flag)}') ${offered(wanted, offer)}; return ;;`),
  );
  const words = commands.map(({ path, commands: inner, options, takesFiles }) => {
    const known = [...inner.map(({ name }) => name), ...options.map(({ flag }) => flag)];
    return `    '${path}') known='${[...new Set(known)].join(' ')}'${takesFiles ? '; files=1' : ''} ;;`;
  });
  return { steps: steps.join('|'), values: values.join('\n'), words: words.join('\n') };
}

function offered(wanted: Wanted, offer: Branches): string {
  if (wanted.kind === 'choice') return offer.choice(wanted.choices.map(plain));
  return wanted.kind === 'nothing' ? offer.anything : offer[wanted.kind];
}

function plain(word: string): string {
  if (PLAIN.test(word)) return word;
  throw new TypeError(`a shell would not read ${word} as it stands`);
}
