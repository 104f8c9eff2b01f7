import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Happenings } from '../engine/happenings.ts';
import { performDelivery } from '../engine/notices/deliver.ts';
import type { NoticeParts } from '../engine/notices/notice-parts.ts';
import { offerDue } from '../engine/notices/service.ts';
import { noticeWriter } from '../engine/notices/write-down.ts';
import { NO_POST, openPostOffice } from '../notices/post-office.ts';
import { readTargets } from '../notices/read-targets.ts';
import type { JobOutcome } from '../queue/job-outcome.ts';
import type { AssemblyOptions } from './assembly-options.ts';
import { performSafely } from './perform-safely.ts';

/** What tells the outside. */
export interface OpenNotices extends NoticeParts {
  /** Carries what the queue brings; null: there is nobody to tell. */
  readonly deliver: ((payload: unknown) => Promise<JobOutcome>) | null;
}

/**
 * The way out for notices, as the settings have it: what is to be told is written down with whatever happens, and carried at
 * once. Errors: `NOTICES_UNREADABLE`, `NOTICES_INVALID`.
 */
export function openNotices(
  { settings, stores, environment, log }: AssemblyOptions,
  happenings: Happenings,
  { owner, shutdown }: { readonly owner: string; readonly shutdown: AbortSignal },
): OpenNotices {
  const { database, artifacts, queue } = stores;
  const post =
    settings.notices === null
      ? NO_POST
      : openPostOffice(readTargets(settings.notices, environment), settings.publicUrl);
  const notices = { database, artifacts, queue, post, owner, shutdown };
  if (post.targets.length === 0) return { ...notices, deliver: null };
  happenings.witness(noticeWriter(post));
  // What cannot be offered now, the reconciler offers.
  happenings.listen(() => {
    offerDue(notices).catch((error: unknown) => log(`notices: ${TouchstoneError.from(error).message}`));
  });
  const deliver = (payload: unknown) => performSafely(() => performDelivery(notices, payload), log);
  return { ...notices, deliver };
}
