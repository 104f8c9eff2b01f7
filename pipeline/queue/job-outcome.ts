/** How performing a job ended, as far as the queue needs to know. */
export type JobOutcome =
  | { readonly kind: 'done' }
  /** Try again after a while. */
  | { readonly kind: 'later'; readonly waitSeconds: number }
  /** Never again; what waits for this job is dropped with it. */
  | { readonly kind: 'failed'; readonly reason: string };
