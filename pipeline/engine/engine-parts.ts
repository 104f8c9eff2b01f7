import type { ArtifactStore } from '../contracts/artifact.ts';
import type { BaseStore } from '../contracts/base.ts';
import type { TextModel } from '../contracts/generation.ts';
import type { MaskSealer } from '../contracts/mask-vault.ts';
import type { StageName } from '../contracts/names.ts';
import type { Part, PartName, PartThreads } from '../contracts/part.ts';
import type { SiteRates } from '../contracts/resources.ts';
import type { BaseView } from '../contracts/service.ts';
import type { ModelWork, Publisher, Stage } from '../contracts/stage.ts';
import type { WorkQueue } from '../queue/port.ts';
import type { Database } from '../store/database/database.ts';
import type { Memory } from './memory.ts';
import type { RunEvents } from './run-events.ts';

/** What the engine works with; `main/` puts it together. */
export interface EngineParts {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly bases: BaseStore & { list(): Promise<readonly BaseView[]> };
  readonly masks: MaskSealer;
  readonly model: ModelWork;
  readonly registry: Publisher;
  readonly textModel: TextModel;
  readonly stages: Readonly<Record<StageName, Stage>>;
  readonly parts: Readonly<Record<PartName, () => Promise<Part>>>;
  readonly threads: PartThreads;
  readonly queue: Pick<WorkQueue, 'offerParts'>;
  readonly memory: Memory;
  readonly events: RunEvents;
  /** Names this service in what it holds. */
  readonly owner: string;
  readonly workRoot: string;
  readonly codeVersion: string;
  /** For reports. */
  readonly rates: SiteRates;
  /** Aborted when the service shuts down. */
  readonly shutdown: AbortSignal;
}
