import { VARIABLES as OF_SERVICE } from './settings.ts';

/** Settings whose values are shown nowhere. */
const SECRETS = [
  'TOUCHSTONE_API_KEY',
  'TOUCHSTONE_API_KEYS',
  'TOUCHSTONE_MASK_KEY',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'TOUCHSTONE_GENERATE_KEY',
  'TOUCHSTONE_GENERATE_EXTRA',
  'TOUCHSTONE_JENKINS_TOKEN',
] as const;

/** What the commands go by, as clients. */
const OF_COMMANDS = [
  'TOUCHSTONE_URL',
  'TOUCHSTONE_LANG',
  'TOUCHSTONE_PROGRESS',
  'TOUCHSTONE_RECONNECT',
  'TOUCHSTONE_CANCEL_ON_INTERRUPT',
  'TOUCHSTONE_NODE_HTTP',
] as const;

/** Every setting there is, in the order in which `doctor` shows them. */
export const SETTING_NAMES: readonly string[] = [...OF_COMMANDS, ...OF_SERVICE, ...SECRETS];

/** Whether a setting's value is to be kept to itself. */
export function isSecret(name: string): boolean {
  return (SECRETS as readonly string[]).includes(name);
}
