import type { ApiKeyVerifier } from '../contracts/api/access.ts';
import type { IdempotencyStore } from '../contracts/api/idempotency.ts';
import type { ErrorCode } from '../contracts/errors/table.ts';

/** A request that failed through no fault of the caller, for the log. Holds no header and no body. */
export interface ApiFault {
  readonly requestId: string;
  readonly method: string;
  /** The declared path, e.g. `/v1/runs/:id`, or null where no route matched. */
  readonly route: string | null;
  readonly status: number;
  readonly code: ErrorCode;
  readonly error: unknown;
}

/** Waiting times and limits of connections, in milliseconds and counts; the defaults are in `DEFAULT_LIMITS`. */
export interface ApiLimits {
  /** A comment goes over an idle event stream this often, so that proxies keep it open. */
  readonly heartbeatMs: number;
  /** A follower that takes nothing for this long is dropped; it can go on with Last-Event-ID. */
  readonly followerStallMs: number;
  readonly followers: number;
  /** A JSON body must have arrived within this time. */
  readonly bodyMs: number;
  readonly bodyBytes: number;
  /** A signed body is a forge's to write; a push of many commits is long. */
  readonly signedBodyBytes: number;
  /** An upload must bring at least `uploadStallBytes` in each span of this length. */
  readonly uploadStallMs: number;
  readonly uploadStallBytes: number;
  /** After an early answer the rest of a request is read and thrown away for this long, so that the answer arrives. */
  readonly lingerMs: number;
}

export const DEFAULT_LIMITS: ApiLimits = {
  heartbeatMs: 15_000,
  followerStallMs: 120_000,
  followers: 512,
  bodyMs: 15_000,
  bodyBytes: 1024 * 1024,
  signedBodyBytes: 8 * 1024 * 1024,
  uploadStallMs: 30_000,
  uploadStallBytes: 16 * 1024,
  lingerMs: 2_000,
};

export interface ApiOptions {
  /** True as soon as another machine can reach the service: every route but the public ones then needs a key. */
  readonly listensBeyondLoopback: boolean;
  /** null: there are no keys, which only a service on loopback may have. */
  readonly apiKeys: ApiKeyVerifier | null;
  /** Host names accepted besides those of loopback, with or without a port. */
  readonly allowedHosts: readonly string[];
  /** Origins of pages accepted besides the service's own, e.g. `https://portal.example`. */
  readonly allowedOrigins: readonly string[];
  readonly uploadLimitBytes: number;
  /** Version of Touchstone, for /healthz and /openapi.json. */
  readonly version: string;
  readonly idempotency: IdempotencyStore;
  onError(fault: ApiFault): void;
  readonly limits?: Partial<ApiLimits>;
}
