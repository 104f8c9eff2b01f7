import type { ArtifactStore } from '../../contracts/artifact.ts';
import type { Database } from '../../store/database/database.ts';
import type { ScheduleRules } from '../scheduling/state.ts';

/** What everything about nodes works with; `main/` puts it together. */
export interface NodeParts {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly rules: ScheduleRules;
  /** Without a heartbeat for this long a lease is over. */
  readonly leaseSeconds: number;
  /** Of this program, for agents. */
  readonly version: string;
}
