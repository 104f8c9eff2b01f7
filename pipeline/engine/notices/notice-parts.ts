import type { ArtifactStore } from '../../contracts/artifact.ts';
import type { NoticePost } from '../../contracts/notices.ts';
import type { WorkQueue } from '../../queue/port.ts';
import type { Database } from '../../store/database/database.ts';

/** What telling the outside works with. */
export interface NoticeParts {
  readonly database: Database;
  readonly artifacts: Pick<ArtifactStore, 'readBytes'>;
  readonly post: NoticePost;
  readonly queue: Pick<WorkQueue, 'offerDeliveries'>;
  /** Names this service in what it holds. */
  readonly owner: string;
  readonly shutdown: AbortSignal;
}
