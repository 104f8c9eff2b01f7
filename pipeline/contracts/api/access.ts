/** What a key lets its holder do: a reader sees everything, an operator changes things as well. */
export const ROLES = ['reader', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may call a route; every route declares one. `signed`: whoever proves by a signature over the request that they have
 * the secret it belongs to; the handler checks it before anything of the request is used.
 */
export const ACCESS = ['public', 'signed', 'node', 'lease', ...ROLES] as const;
export type Access = (typeof ACCESS)[number];

/** Who is calling. */
export interface Caller {
  /** `local` on loopback, `anonymous` without a key, else the key's public fingerprint. Never the key itself. */
  readonly id: string;
  /** null: may only call public routes. */
  readonly role: Role | null;
  /** Name of the node whose token was used, on routes for nodes. */
  readonly node?: string;
  /** On routes for leases: the one whose credential was used. */
  readonly lease?: LeaseRef;
}

/** One lease of one work. */
export interface LeaseRef {
  readonly work: string;
  readonly number: number;
}

export interface ApiKeyVerifier {
  /** The holder of this key, or null for a key that is not known. Must take the same time for every wrong key. */
  verify(presented: string): Caller | null;
}
