import type { Settings } from '../../config/settings.ts';
import type { HealthCheck } from '../../contracts/service.ts';
import type { Cli } from '../context.ts';
import type { TextKey } from '../texts/en.ts';

/** One line of `doctor`. */
export interface Finding extends HealthCheck {
  /** What was looked at, for programs: never another word for it, whatever the language. */
  readonly id: string;
  /** What to do about it; '' where nothing need be done. */
  readonly advice: string;
}

/** What the checks look at; null where the settings themselves are not valid. */
export interface Subject {
  readonly cli: Cli;
  readonly settings: Settings | null;
}

/** Something that `doctor` looks at, by itself: a check that fails hides no other. */
export interface Check {
  /** Ids of its findings begin with this, or are this. */
  readonly id: string;
  /**
   * `carrier`: only of interest where runs are carried on this machine, and left out where a service elsewhere is named.
   */
  readonly of: 'everybody' | 'carrier';
  look(subject: Subject): Promise<readonly Finding[]>;
}

/** What a finding is called, for programs and for people. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A finding that is as it should be. */
export function ok({ id, name }: Named, detail: string): Finding {
  return { id, name, status: 'ok', detail, advice: '' };
}

/** A finding that is not, with what to do. */
export function amiss(
  { cli }: Subject,
  status: 'warn' | 'fail',
  { id, name }: Named,
  detail: string,
  advice: TextKey,
): Finding {
  return { id, name, status, detail, advice: cli.say(advice) };
}
