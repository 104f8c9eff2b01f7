import { type Environment, EnvironmentReader } from './environment-reader.ts';

/** How progress is told: as the stream allows, line by line, as JSON lines, or not at all. */
export const PROGRESS_KINDS = ['auto', 'plain', 'json', 'none'] as const;
export type ProgressKind = (typeof PROGRESS_KINDS)[number];

/** What the commands themselves go by, as clients of a service. */
export interface CommandSettings {
  /** A service; null: the one of the home. */
  readonly url: string | null;
  readonly apiKey: string | null;
  readonly progress: ProgressKind;
  /** How long a service that went away is waited for, in seconds. */
  readonly reconnectSeconds: number;
  /** Whether a run is cancelled when the command that follows it is interrupted. */
  readonly cancelOnInterrupt: boolean;
}

/** Parses what the environment says of the commands. Errors: `SETTINGS_INVALID` naming the variable. */
export function readCommandSettings(env: Environment): CommandSettings {
  const read = new EnvironmentReader(env);
  return {
    url: read.url('TOUCHSTONE_URL', ['http:', 'https:']),
    apiKey: read.optional('TOUCHSTONE_API_KEY'),
    progress: read.pattern(
      'TOUCHSTONE_PROGRESS',
      'auto',
      new RegExp(`^(${PROGRESS_KINDS.join('|')})$`),
    ) as ProgressKind,
    reconnectSeconds: read.integer('TOUCHSTONE_RECONNECT', 300, 0, 86_400),
    cancelOnInterrupt: read.flag('TOUCHSTONE_CANCEL_ON_INTERRUPT', isAutomated(env)),
  };
}

/**
 * Whether a CI system runs this: nearly all set `CI`, Jenkins its address. There a build that is aborted should leave nothing
 * working for it, while a person who closes a window wants the run to go on.
 */
export function isAutomated({ CI, JENKINS_URL }: Environment): boolean {
  return (Boolean(CI) && !/^(false|0|no)$/i.test(CI!)) || Boolean(JENKINS_URL);
}
