import type { StoredError } from './errors/error.ts';
import type { Language, Localized, StageName, TriggerKind, Verdict } from './names.ts';

/** What a target can ask to be told of. `waiting`: a person has to decide something before it goes on. */
export const NOTICE_TOPICS = ['judged', 'waiting', 'failed', 'cancelled', 'refused'] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** Types of notices, as a webhook's payload names them. `notice.test` is sent by hand alone. */
export const NOTICE_TYPES = [
  'run.judged',
  'run.failed',
  'run.cancelled',
  'trigger.refused',
  'notice.test',
] as const;
export type NoticeType = (typeof NOTICE_TYPES)[number];

/** What notices can be sent to. */
export const TARGET_KINDS = ['webhook', 'email', 'slack', 'mattermost', 'teams'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** `dropped`: not sent, because its target was switched off. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'dropped'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why a delivery did not come about. No text of the other side is ever kept. */
export const DELIVERY_FAULTS = [
  'address',
  'timeout',
  'connection',
  'redirect',
  'status',
  'gone',
  'smtp_login',
  'smtp_refused',
  'smtp',
  'interrupted',
  'target_off',
  'target_unknown',
] as const;
export type DeliveryFaultCode = (typeof DELIVERY_FAULTS)[number];

export interface DeliveryFault {
  readonly code: DeliveryFaultCode;
  /** A status, a code of the network or the like, in our own words; '' where the code says it all. */
  readonly detail: string;
}

/** What a person has to do: put a version to work, or bring more evidence. */
export type WaitsFor = 'promotion' | 'evidence';

/** A figure of merit against that of another system. */
export interface NoticeComparison {
  readonly system: 'production' | 'base';
  /** Version in production; null for the base. */
  readonly version: number | null;
  readonly value: number;
  readonly difference: number;
}

interface OfRun {
  readonly run: string;
  readonly name: string;
  readonly trigger: { readonly kind: TriggerKind; readonly by: string | null };
  readonly dataset: { readonly name: string; readonly version: number; readonly digest: string };
}

export interface JudgedFacts extends OfRun {
  readonly type: 'run.judged';
  readonly verdict: Verdict;
  /** The version that was published. */
  readonly version: number | null;
  readonly waits_for: WaitsFor | null;
  /** The version in production when the notice was put together; null: none is. */
  readonly in_production: number | null;
  /** null where the run has no evaluation. */
  readonly figure: {
    readonly metric: string;
    readonly title: Localized;
    readonly value: number;
    readonly records: number;
    readonly against: NoticeComparison;
  } | null;
  readonly has_report: boolean;
}

export interface FailedFacts extends OfRun {
  readonly type: 'run.failed';
  readonly stage: StageName | null;
  readonly error: StoredError;
}

export interface CancelledFacts extends OfRun {
  readonly type: 'run.cancelled';
}

export interface RefusedFacts {
  readonly type: 'trigger.refused';
  readonly trigger: string;
  readonly name: string;
  readonly kind: TriggerKind;
  readonly by: string | null;
  readonly error: StoredError;
}

export interface TestFacts {
  readonly type: 'notice.test';
  readonly name: string;
  readonly by: string;
}

/** Everything that a notice says, before it is put into words. */
export type NoticeFacts = JudgedFacts | FailedFacts | CancelledFacts | RefusedFacts | TestFacts;

/** One thing that was told to the outside, with what became of it at each target. */
export interface NoticeView {
  /** `ntc_…`; also the `webhook-id`. */
  readonly id: string;
  readonly type: NoticeType;
  /** Registry name. */
  readonly name: string;
  readonly run: string | null;
  readonly trigger: string | null;
  readonly at: string;
  readonly deliveries: readonly DeliveryView[];
}

export interface DeliveryView {
  readonly target: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** When it is tried next; null: never. */
  readonly nextAt: string | null;
  readonly lastAt: string | null;
  readonly deliveredAt: string | null;
  readonly fault: DeliveryFault | null;
}

/** A target as the settings say, without anything secret. */
export interface TargetFacts {
  readonly name: string;
  readonly kind: TargetKind;
  /** Host that it is at. The rest of an address may be a secret. */
  readonly host: string;
  readonly language: Language;
  readonly topics: readonly NoticeTopic[];
  /** Registry names that it is told of; null: all. */
  readonly names: readonly string[] | null;
  readonly inside: boolean;
}

/** A target and how it stands. */
export interface TargetView extends TargetFacts {
  /** Since when nothing has arrived; null: the last one did. */
  readonly failingSince: string | null;
  /** Since when nothing is sent any more; null: it is on. */
  readonly offSince: string | null;
  readonly fault: DeliveryFault | null;
}

/** One notice on its way to one target. */
export interface Parcel {
  readonly id: string;
  readonly at: string;
  readonly facts: NoticeFacts;
}

export type SendOutcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly fault: DeliveryFault;
      /** `never`: no further try can help. `off`: the target wants no more of anything. */
      readonly retry: 'later' | 'never' | 'off';
      /** As the other side asked; null: it did not. */
      readonly waitSeconds: number | null;
    };

/** The way out: what the engine knows of targets. */
export interface NoticePost {
  readonly targets: readonly TargetFacts[];
  /** Seconds until the next try after the n-th failure (n ≥ 1); null: none. */
  waitAfter(failures: number): number | null;
  /** A target that has failed for this long is switched off. */
  readonly offAfterSeconds: number;
  /** Error: `NOTICE_TARGET_UNKNOWN`. */
  send(target: string, parcel: Parcel, signal: AbortSignal): Promise<SendOutcome>;
}

/** Whether a target is told of something. */
export function isToldOf(target: TargetFacts, name: string, topics: readonly NoticeTopic[]): boolean {
  return (
    topics.some((topic) => target.topics.includes(topic)) &&
    (target.names === null || target.names.includes(name))
  );
}
