import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seals maps of masked personal data, without giving away the key. */
export interface MaskSealer {
  /** Tells keys apart and says nothing about them; part of the stage key of what is sealed. */
  readonly fingerprint: string;
  /** The same map gives the same bytes. */
  seal(map: ReadonlyMap<string, string>): Uint8Array;
}

/** Who holds the key, as the service does. */
export interface MaskVault extends MaskSealer {
  /** Placeholder → what stood there. Error: `MASK_KEY_OTHER` for what another key sealed, or nobody did. */
  open(sealed: Uint8Array): ReadonlyMap<string, string>;
  /** Whether the proof was made with the key, for this request and no other. */
  accepts(request: UnmaskRequest): boolean;
}

/** Somebody wants to see a record of a run as it was before its personal data was masked. */
export interface UnmaskClaim {
  readonly run: string;
  /** Id of the record. */
  readonly record: string;
  readonly by: string;
  readonly reason: string;
}

export interface UnmaskRequest extends UnmaskClaim {
  /** `unmaskProof` of the rest: whoever asks has the key, and the key itself never travels. */
  readonly proof: string;
}

/** HMAC-SHA-256 of a request under the key, lower-case hex. */
export function unmaskProof(key: Uint8Array, { run, record, by, reason }: UnmaskClaim): string {
  const message = JSON.stringify(['touchstone unmask', run, record, by, reason]);
  return createHmac('sha256', key).update(message).digest('hex');
}

/** Whether a proof is that of the request; takes the same time for every wrong one. */
export function provesClaim(key: Uint8Array, request: UnmaskRequest): boolean {
  const [given, right] = [Buffer.from(request.proof), Buffer.from(unmaskProof(key, request))];
  return given.length === right.length && timingSafeEqual(given, right);
}
