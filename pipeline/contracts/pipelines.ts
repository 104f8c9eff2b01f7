import { z } from 'zod';
import type { GitTrigger } from './git-trigger.ts';
import type { Page } from './views.ts';

/** Longest cron expression that makes sense, with room. */
const LONGEST_CRON = 200;

/** When a pipeline runs by the calendar. Whether cron and time zone mean something is checked where it is kept. */
export const scheduleSchema = z.strictObject({
  cron: z.string().min(1).max(LONGEST_CRON),
  /** IANA name, such as Asia/Taipei. */
  tz: z.string().min(1).max(100),
  /** Only where something that the result depends on has changed since the last run. */
  only_if_changed: z.boolean().default(true),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** What is to be run for a registry name, and by what it is started. The service keeps it. */
export interface PipelineDraft {
  /** Registry name. */
  readonly name: string;
  /** Name of a dataset; its newest version is taken. */
  readonly dataset: string;
  /** Name of a dataset whose newest version is the test file; null: none. */
  readonly test: string | null;
  /** The spec as it was written, as an object. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly schedule: Schedule | null;
  /** A new version of the dataset starts it. */
  readonly upload: boolean;
  readonly git: GitTrigger | null;
}

/** A pipeline as it stands on record. */
export interface PipelineView extends PipelineDraft {
  /** Raised by every change. */
  readonly revision: number;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly changedBy: string;
  /** Since when nothing starts it by itself; null: it is at work. */
  readonly paused: { readonly at: string; readonly by: string; readonly reason: string } | null;
  /** The next three moments of its schedule, in UTC; none while it is paused. */
  readonly next: readonly string[];
  /** The last trigger of the name: its id. */
  readonly lastTrigger: string | null;
}

export type PipelinePage = Page<PipelineView>;
