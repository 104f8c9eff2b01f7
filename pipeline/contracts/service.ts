import type { Readable } from 'node:stream';
import type { ArtifactStore } from './artifact.ts';
import type { BaseEntry } from './base.ts';
import type { CostsView } from './costs.ts';
import type { DecidedBy, DecisionAction } from './decisions.ts';
import type { RunEvent } from './events.ts';
import type { RawDelivery } from './git/delivery.ts';
import type { GitWatchView } from './git/watch.ts';
import type { UnmaskRequest } from './mask-vault.ts';
import type { Alias, Language, RunStatus } from './names.ts';
import type { LeaseService, NodeService } from './nodes/service.ts';
import type { DeliveryStatus, NoticeView, TargetView } from './notices.ts';
import type { PipelineDraft, PipelineView } from './pipelines.ts';
import type { RefineRule } from './quality.ts';
import type { ReadingHints } from './reading.ts';
import type { AliasMove, ModelVersion } from './registry.ts';
import type { ReportFile } from './report.ts';
import type { SuiteView } from './suites.ts';
import type { SaidCause, TriggerOutcome, TriggerView } from './triggers.ts';
import type {
  DatasetDiffView,
  DatasetVersionView,
  DatasetView,
  DecisionView,
  Page,
  RunView,
  UnmaskedRecord,
  UnmaskingView,
} from './views.ts';

export interface PageRequest {
  /** `next` of the page before. */
  readonly cursor?: string;
  /** 1–200, default 50. */
  readonly limit?: number;
}

export interface RunRequest {
  /** Registry name. */
  readonly name: string;
  /** `dsv_…` of an uploaded dataset version. */
  readonly dataset: string;
  /** `dsv_…` of an uploaded test file. */
  readonly test?: string | null;
  /** Whatever the person wrote; parsed with the spec's schema, faults listed by field. */
  readonly spec?: unknown;
  readonly trigger?: SaidCause;
  /** Names this piece of work within the registry name: asked for again, it gives the run that it gave before. */
  readonly key?: string | null;
  /** A run of its own, even where an equal one is under way or has this key. */
  readonly again?: boolean;
}

/** The run that a request gave, and what became of the request itself. */
export interface StartedRun extends RunView {
  /** Whether the run was there before: nothing was started. */
  readonly reused: boolean;
  readonly request: TriggerView;
}

/** What somebody decides: about a record, by content digest or by its id in a run, or about a rule. */
export interface DecisionRequest extends DecidedBy {
  readonly content?: string;
  readonly run?: string;
  readonly record?: string;
  readonly rule?: RefineRule;
  readonly action: DecisionAction;
  /** The right answer, for `relabel` alone. */
  readonly label?: string;
}

export interface BaseView extends BaseEntry {
  /** `ready`: in the base store; `available`: its source is on this machine; `absent`: must be brought in. */
  readonly state: 'ready' | 'available' | 'absent';
  readonly installedDigest: string | null;
}

/** One thing that `doctor` looked at. */
export interface HealthCheck {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
}

/**
 * What the service can do, without a word about HTTP. The API is a thin layer over it and tests may call it directly.
 * Methods reject with a TouchstoneError.
 */
export interface Service {
  readonly datasets: {
    /** Stores the bytes while hashing; nothing remains of a broken upload. The same bytes again give the same version. */
    upload(request: {
      name: string;
      filename: string;
      stream: Readable;
      by?: string | null;
      /** Days until the raw file is deleted; left out: what the settings say. */
      expireAfterDays?: number;
      /** How it is to be read; `map` as in `text=內容,label=承辦單位`. Left out: as said when the same bytes came before. */
      reading?: Omit<ReadingHints, 'columns'> & { readonly map?: string };
    }): Promise<DatasetVersionView>;
    /** Sets when a raw file is deleted; null: never. Error: `DATASET_RAW_EXPIRED` when it is too late. */
    expire(request: { name: string; version: number; days: number | null }): Promise<DatasetVersionView>;
    list(page: PageRequest): Promise<Page<DatasetView>>;
    show(name: string): Promise<DatasetView>;
    versions(name: string, page: PageRequest): Promise<Page<DatasetVersionView>>;
    /** `to`: the latest when left out; `from`: the one before `to`. Compared once, then remembered. */
    diff(request: { name: string; from?: number; to?: number }): Promise<DatasetDiffView>;
  };
  /** People's decisions, by dataset; in force from the next run. */
  readonly decisions: {
    decide(dataset: string, request: DecisionRequest): Promise<DecisionView>;
    /** `all`: also those that were withdrawn. */
    list(dataset: string, page: PageRequest & { all?: boolean }): Promise<Page<DecisionView>>;
    withdraw(dataset: string, id: string, request: DecidedBy): Promise<DecisionView>;
  };
  /** `language` is that of the problems inside the answers. */
  readonly runs: {
    /** Starts a run, or gives the one that does this very work already: `request.outcome` says which. */
    create(request: RunRequest, language: Language): Promise<StartedRun>;
    /** What work such a run would do, as one key: 64 hexadecimal digits. Starts nothing. */
    key(request: Pick<RunRequest, 'name' | 'dataset' | 'test' | 'spec'>): Promise<string>;
    list(
      page: PageRequest & { name?: string; status?: RunStatus },
      language: Language,
    ): Promise<Page<RunView>>;
    show(id: string, language: Language): Promise<RunView>;
    /** Allowed while queued or running. */
    cancel(id: string, language: Language): Promise<RunView>;
    /** Goes on from the last finished stage; allowed after failed or cancelled. */
    resume(id: string, language: Language): Promise<RunView>;
    /**
     * A record as it was before its personal data was masked, for somebody who proves to have the key. Every call is
     * written down, also one that is refused; `by` is who it is on record.
     */
    unmask(request: UnmaskRequest, by: string): Promise<UnmaskedRecord>;
    unmaskings(id: string, page: PageRequest): Promise<Page<UnmaskingView>>;
    /** Pages on 2 to 6 runs side by side. Errors: `COMPARE_NOT_EVALUATED`, `COMPARE_TASKS_DIFFER`. */
    compare(ids: readonly string[], language: Language): Promise<readonly ReportFile[]>;
    /** A new run of the same dataset and spec. */
    retry(id: string, language: Language, by?: string | null): Promise<StartedRun>;
    /** Events after `afterSeq` (0 for all), then live ones until the run ends or the signal aborts. */
    events(id: string, afterSeq: number, signal: AbortSignal, language: Language): AsyncIterable<RunEvent>;
  };
  /** Everything that was to start a run, and what became of it; newest first. */
  readonly triggers: {
    list(
      page: PageRequest & { name?: string; outcome?: TriggerOutcome; run?: string },
      language: Language,
    ): Promise<Page<TriggerView>>;
    show(id: string, language: Language): Promise<TriggerView>;
  };
  /** What is to be run for a name, and by what it is started. `by` is who changes it. */
  readonly pipelines: {
    /** Keeps one, in the place of the one that had its name. Errors: `SPEC_INVALID`, `SCHEDULE_CRON`, `SCHEDULE_TZ`. */
    set(draft: PipelineDraft, by: string): Promise<PipelineView>;
    list(page: PageRequest): Promise<Page<PipelineView>>;
    show(name: string): Promise<PipelineView>;
    /** Its runs and triggers stay. */
    remove(name: string): Promise<PipelineView>;
    pause(request: { name: string; by: string; reason: string }): Promise<PipelineView>;
    resume(name: string): Promise<PipelineView>;
    /** Runs it now, whether it is paused or not. */
    start(
      request: { name: string; trigger: SaidCause; key?: string | null; again?: boolean },
      language: Language,
    ): Promise<StartedRun>;
  };
  /** Repositories that pipelines watch. */
  readonly git: {
    /** A webhook of a forge: whether it had the repository looked at. Errors: `GIT_SIGNATURE`, `GIT_DELIVERY_REPLAYED`. */
    receive(name: string, raw: RawDelivery): Promise<boolean>;
    /** Errors: `PIPELINE_NOT_FOUND`, `GIT_NOT_WATCHED`. */
    show(name: string, language: Language): Promise<GitWatchView>;
    /** Has it looked at as soon as may be. */
    look(name: string, language: Language): Promise<GitWatchView>;
  };
  readonly models: {
    list(page: PageRequest): Promise<Page<ModelVersion>>;
    versions(name: string, page: PageRequest): Promise<Page<ModelVersion>>;
    /** `version`: a number, or an alias. */
    show(name: string, version: number | Alias): Promise<ModelVersion>;
    promote(request: {
      name: string;
      version: number;
      alias: Alias;
      by: string;
      reason: string | null;
    }): Promise<ModelVersion>;
    /** Moves the alias back to the version it pointed to before. */
    rollback(request: {
      name: string;
      alias: Alias;
      by: string;
      reason: string | null;
    }): Promise<ModelVersion>;
    history(name: string): Promise<readonly AliasMove[]>;
    /** Pages on all versions of a name over time. */
    overview(name: string): Promise<readonly ReportFile[]>;
  };
  /** Test sets that are frozen for a name, so that all its versions are judged by one yardstick. */
  readonly suites: {
    /** Takes the test set of a run of this name, for all runs from now on. */
    freeze(request: { name: string; run: string; by: string; reason: string }): Promise<SuiteView>;
    unfreeze(request: { name: string; by: string; reason: string }): Promise<SuiteView>;
    /** Newest first; the one in force has `unfrozen` null. */
    list(name: string): Promise<readonly SuiteView[]>;
  };
  /** What was told to the outside, and to whom. */
  readonly notices: {
    list(page: PageRequest & { status?: DeliveryStatus }): Promise<Page<NoticeView>>;
    show(id: string): Promise<NoticeView>;
    /** Sends it again, with the id that it had; `target`: to this one alone. */
    replay(request: { id: string; target?: string }): Promise<NoticeView>;
    targets(): Promise<readonly TargetView[]>;
    /** Sends a test notice now, once. Error: `NOTICE_UNDELIVERED`. What arrives switches the target on again. */
    test(request: { target: string; by: string }): Promise<NoticeView>;
  };
  /** What the model work of a month took, by project; left out: the present month, by the clock of this machine. */
  costs(of: { month?: string; zone?: string }): Promise<CostsView>;
  readonly nodes: NodeService;
  readonly leases: LeaseService;
  readonly bases: {
    list(): Promise<readonly BaseView[]>;
    /** `digest`: refuse anything else (`BASE_DIGEST`). */
    add(id: string, from: string, digest?: string): Promise<BaseView>;
  };
  readonly artifacts: ArtifactStore;
  /** Cheap: is the process able to answer at all. */
  ready(): Promise<readonly HealthCheck[]>;
  /** Prometheus text format 0.0.4. */
  metrics(): Promise<string>;
}
