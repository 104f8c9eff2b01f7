import type { Settings } from '../../config/settings.ts';
import type { HealthCheck } from '../../contracts/service.ts';
import type { Cli } from '../context.ts';
import type { TextKey } from '../texts/en.ts';

/** One line of `doctor`. */
export interface Finding extends HealthCheck {
  /** What to do about it; '' where nothing need be done. */
  readonly advice: string;
}

/** What the checks look at; null where the settings themselves are not valid. */
export interface Subject {
  readonly cli: Cli;
  readonly settings: Settings | null;
}

/** A finding that is as it should be. */
export function ok(name: string, detail: string): Finding {
  return { name, status: 'ok', detail, advice: '' };
}

/** A finding that is not, with what to do. */
export function amiss(
  { cli }: Subject,
  status: 'warn' | 'fail',
  name: string,
  detail: string,
  advice: TextKey,
): Finding {
  return { name, status, detail, advice: cli.say(advice) };
}
