import type { TriggerKind } from '../../contracts/names.ts';

/** What a run was started by says how much somebody waits for it: what comes by itself, by the clock or a push, can stand back. */
const PRIORITIES: Readonly<Record<TriggerKind, number>> = {
  upload: 1,
  api: 1,
  cli: 1,
  jenkins: 0,
  git: 0,
  schedule: 0,
};

/** Priority of a run's model work; higher goes first. */
export function priorityOf(trigger: TriggerKind): number {
  return PRIORITIES[trigger];
}
