import type { Command, Option } from 'commander';

/** What follows an option: nothing, one of a few words, a path, or anything. */
export type Wanted =
  | { readonly kind: 'nothing' | 'file' | 'directory' | 'anything' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

export interface CompletedOption {
  /** With its dashes. */
  readonly flag: string;
  readonly description: string;
  readonly wanted: Wanted;
}

/** A command as a shell needs to know it. */
export interface CompletedCommand {
  /** Its words, with spaces between; '' for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly CompletedOption[];
  /** Whether its arguments are paths. */
  readonly takesFiles: boolean;
}

/** Arguments that are paths of files. */
const PATHS = ['file', 'in', 'out', 'before', 'after'];

/** Every command with what may be written after it, the program itself first. */
export function completedCommands(program: Command): CompletedCommand[] {
  const inherited = optionsOf(program);
  const visit = (command: Command, path: string): CompletedCommand[] => [
    {
      path,
      commands: command.commands.map((inner) => ({ name: inner.name(), description: inner.description() })),
      options: path === '' ? inherited : [...optionsOf(command), ...inherited],
      takesFiles: command.registeredArguments.some((argument) => PATHS.includes(argument.name())),
    },
    ...command.commands.flatMap((inner) =>
      visit(inner, path === '' ? inner.name() : `${path} ${inner.name()}`),
    ),
  ];
  return visit(program, '');
}

function optionsOf(command: Command): CompletedOption[] {
  return [...command.options]
    .filter(({ long }) => long !== undefined && long !== null)
    .map((option) => ({
      flag: option.long!,
      description: option.description,
      wanted: wantedBy(option),
    }))
    .concat({ flag: '--help', description: '', wanted: { kind: 'nothing' } });
}

function wantedBy({ flags, argChoices }: Option): Wanted {
  if (argChoices !== undefined) return { kind: 'choice', choices: argChoices };
  if (/<file>/.test(flags)) return { kind: 'file' };
  if (/<directory>/.test(flags)) return { kind: 'directory' };
  return { kind: /[<[]/.test(flags) ? 'anything' : 'nothing' };
}
