import type { CommanderError } from 'commander';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { TextKey } from './texts/en.ts';
import type { Say } from './texts/speak.ts';

const TEXTS: Readonly<Record<string, TextKey>> = {
  'commander.unknownOption': 'usage_unknownOption',
  'commander.unknownCommand': 'usage_unknownCommand',
  'commander.missingArgument': 'usage_missingArgument',
  'commander.optionMissingArgument': 'usage_optionMissingArgument',
  'commander.excessArguments': 'usage_excessArguments',
  'commander.invalidArgument': 'usage_invalidArgument',
};

/** What commander found wrong, in our words: it speaks English only, but quotes what it speaks of. */
export function usageFault(error: CommanderError, command: string, say: Say): TouchstoneError {
  const key = TEXTS[error.code] ?? 'usage_other';
  const message = error.message.replace(/^error: /, '');
  const what = key === 'usage_other' ? message : (/'([^']+)'/.exec(message)?.[1] ?? '');
  const near = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const detail = [say(key, { what }), near === undefined ? '' : say('usage_nearName', { what: near })];
  return new TouchstoneError('CLI_USAGE', {
    params: { detail: detail.filter((part) => part !== '').join(' '), command },
    cause: error,
  });
}
