import { get, post, type Reply } from '../egress/post.ts';

/** Far more than an answer of the most tokens that a spec allows. */
const LIMIT_BYTES = 4 * 1024 * 1024;

export interface PostJsonOptions {
  /** An endpoint's key; null: none is sent. */
  readonly key: string | null;
  readonly inside: boolean;
  readonly signal: AbortSignal;
  readonly timeoutSeconds: number;
}

/** Sends JSON to an endpoint and waits for the whole reply, 4 MiB at most. Errors: `NoReply`; the signal's reason. */
export function postJson(url: URL, body: unknown, { key, ...options }: PostJsonOptions): Promise<Reply> {
  return post(url, JSON.stringify(body), {
    ...options,
    trustsWritten: true,
    reusesConnections: true,
    limitBytes: LIMIT_BYTES,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
  });
}

/** Asks an endpoint for JSON in the same way. */
export function getJson(url: URL, { key, ...options }: PostJsonOptions): Promise<Reply> {
  return get(url, {
    ...options,
    trustsWritten: true,
    reusesConnections: false,
    limitBytes: LIMIT_BYTES,
    headers: { accept: 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
  });
}
