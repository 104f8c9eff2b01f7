import type { StageProgress } from '../../contracts/stage.ts';
import { progressOf, trainerEventSchema } from '../trainer-events.ts';

/** What `agent.py` puts before an event; plugins may put a time before that. */
const PREFIX = '@touchstone ';

/** The progress in a piece of a build's log, which ends with a line. */
export function progressIn(text: string): StageProgress[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf(PREFIX);
    if (at < 0) return [];
    const event = eventIn(line.slice(at + PREFIX.length));
    const progress = event === null ? null : progressOf(event);
    return progress === null ? [] : [progress];
  });
}

/** A build that waits for an agent. */
export function waitingProgress(why: string | null): StageProgress {
  const reason = why === null ? '' : `: ${why.slice(0, 300)}`;
  return {
    percent: 0,
    message: {
      en: `Waiting in the queue of Jenkins${reason}`,
      'zh-TW': `在 Jenkins 的佇列中等候${reason.replace(/^: /, '：')}`,
    },
  };
}

function eventIn(text: string) {
  try {
    const parsed = trainerEventSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // A line that was cut, or that a library wrote.
    return null;
  }
}
