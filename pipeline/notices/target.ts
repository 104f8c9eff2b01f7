import type { TargetFacts } from '../contracts/notices.ts';

interface AnyTarget {
  readonly facts: TargetFacts;
  readonly timeoutSeconds: number;
  /** Certificates that its own is to be signed by, PEM; null: those that Node trusts. */
  readonly ca: string | null;
}

export interface WebhookTarget extends AnyTarget {
  readonly kind: 'webhook';
  readonly url: URL;
  /** Keys that every message is signed with, the newest first. */
  readonly keys: readonly Buffer[];
}

export interface ChatTarget extends AnyTarget {
  readonly kind: 'slack' | 'mattermost' | 'teams';
  readonly url: URL;
}

export interface EmailTarget extends AnyTarget {
  readonly kind: 'email';
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly security: 'starttls' | 'tls' | 'none';
    readonly login: { readonly user: string; readonly password: string } | null;
  };
}

/** A target with everything that sending needs, secrets included: it never leaves this room. */
export type Target = WebhookTarget | ChatTarget | EmailTarget;
