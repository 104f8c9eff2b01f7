import type { IncomingHttpHeaders } from 'node:http';
import type { Forge } from '../git-trigger.ts';

/** A webhook as it arrived. */
export interface RawDelivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a webhook whose signature is right says. Only that somebody should look; never what is there. */
export interface Delivery {
  /** What it is known again by: headers are not signed by every forge, so the body has its part in it. */
  readonly ids: readonly string[];
  /** Branch that was pushed to; null: something else happened (a ping, a tag, an issue). */
  readonly branch: string | null;
  /** The repository's own choice of branch, where it says; null: it does not. */
  readonly defaultBranch: string | null;
}

/**
 * Checks a webhook's signature, then reads it. Errors: `GIT_SIGNATURE`, `GIT_DELIVERY_STALE`, `GIT_DELIVERY_UNREADABLE`.
 */
export type DeliveryReader = (forge: Forge, raw: RawDelivery, secret: string) => Delivery;
