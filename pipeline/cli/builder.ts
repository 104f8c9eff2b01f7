import { type Command, Option } from 'commander';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Cli } from './context.ts';
import type { TextKey } from './texts/en.ts';
import type { Say } from './texts/speak.ts';

/** A command's work; gives the exit status. `args` are its arguments in order, `options` come last. */
export type Work = (cli: Cli, ...args: never[]) => Promise<number>;
/** Loads a command's module when it is called: most need little of the program. */
export type Load = () => Promise<Work>;

/** Makes commands whose texts come from the language's table. */
export class Builder {
  readonly say: Say;
  readonly #action: (load: Load) => (...received: unknown[]) => Promise<void>;

  constructor(say: Say, action: (load: Load) => (...received: unknown[]) => Promise<void>) {
    this.say = say;
    this.#action = action;
  }

  /** `required`: options that must be there. Commander's own check comes before its search for mistyped ones. */
  command(
    parent: Command,
    name: string,
    text: TextKey,
    load: Load,
    required: readonly string[] = [],
  ): Command {
    const command = parent.command(name).description(this.say(text)).action(this.#action(load));
    return command.hook('preAction', () => {
      const absent = required.find((option) => command.getOptionValue(option) === undefined);
      if (absent !== undefined) {
        throw usage(this.say('usage_missingOption', { what: `--${absent}` }), commandPath(command));
      }
    });
  }

  group(parent: Command, name: string, text: TextKey): Command {
    return parent.command(name).description(this.say(text));
  }

  limit(): Option {
    const read = wholeNumber(this.say, '--limit', 1, 10_000);
    return new Option('--limit <n>', this.say('option_limit')).argParser(read).default(50);
  }

  url(): Option {
    return new Option('--url <url>', this.say('option_url')).argParser((text: string) => {
      if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
      throw usage(this.say('usage_url', { what: text }), 'touchstone');
    });
  }

  choice(flags: string, text: TextKey, choices: readonly string[]): Option {
    const described = `${this.say(text)} (${choices.join(', ')})`;
    const option = new Option(flags, described).argParser((value: string) => this.oneOf(choices, value));
    // For completion; `choices()` would put commander's own English check before ours.
    option.argChoices = [...choices];
    return option;
  }

  /** A word that has to be one of these. */
  oneOf(choices: readonly string[], value: string): string {
    if (choices.includes(value)) return value;
    throw usage(this.say('usage_choice', { what: value, choices: choices.join(', ') }), 'touchstone');
  }
}

/** A command with those it belongs to: `touchstone runs list`. */
export function commandPath(command: Command): string {
  const parent = command.parent === null ? '' : `${commandPath(command.parent)} `;
  return `${parent}${command.name()}`;
}

export function wholeNumber(say: Say, what: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= low && value <= high) return value;
    throw usage(say('usage_integer', { what: `${what} ${text}`, low, high }), 'touchstone');
  };
}

function usage(detail: string, command: string): TouchstoneError {
  return new TouchstoneError('CLI_USAGE', { params: { detail, command } });
}
