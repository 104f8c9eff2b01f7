/** The parameter by which a build is found again whatever happens to the queue; jobs of our templates declare it. */
export const KEY_PARAMETER = 'TOUCHSTONE_KEY';

/** What is known of a build that was asked for; plain data, so that whoever follows it can be another process. */
export interface BuildHandle {
  /** The job's full name, with its folders. */
  readonly job: string;
  /** Of the queue's item; null: only the build is known. */
  readonly item: number | null;
  /** null: it has not begun, as far as is known. */
  readonly number: number | null;
  /** What `KEY_PARAMETER` holds; null: nothing. */
  readonly key: string | null;
}
