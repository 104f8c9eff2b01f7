import { TouchstoneError } from '../contracts/errors/error.ts';
import type { EndpointFacts } from '../contracts/generation.ts';
import type { ModelHistory } from '../contracts/model-history.ts';
import type { Language } from '../contracts/names.ts';
import type { ReadingHints } from '../contracts/reading.ts';
import type { ReportFile } from '../contracts/report.ts';
import type { SiteRates } from '../contracts/resources.ts';
import type { RunsComparison } from '../contracts/runs-comparison.ts';
import type { HealthCheck, Service } from '../contracts/service.ts';
import type { RunView } from '../contracts/views.ts';
import { addVersion, datasetByName, listDatasets, listVersions } from '../store/rows/datasets.ts';
import { holdRawOfUnrefined, setExpiry } from '../store/rows/expiry.ts';
import {
  aliasHistory,
  listModels,
  listModelVersions,
  moveAlias,
  rollBackAlias,
  versionOf,
} from '../store/rows/models.ts';
import { pageOf, windowOf } from '../store/rows/page.ts';
import { endRun, listRunRows, type RunRow, reopenRun, runById } from '../store/rows/runs.ts';
import { cancelStages } from '../store/rows/stage-runs.ts';
import { listUnmaskings } from '../store/rows/unmaskings.ts';
import { costsOf, monthOf } from './costs.ts';
import { type DiffParts, datasetDiff } from './dataset-diff.ts';
import { type DecisionParts, decisionService } from './decisions.ts';
import { runEvent } from './event-bodies.ts';
import type { NoticeParts } from './notices/notice-parts.ts';
import { noticeService } from './notices/service.ts';
import { modelHistory } from './overviews/model-history.ts';
import { type RunsComparisonParts, runsComparison } from './overviews/runs-comparison.ts';
import type { RunEvents } from './run-events.ts';
import { suiteService } from './suites.ts';
import { type PipelineServiceParts, pipelineService } from './triggers/pipeline-service.ts';
import { checkName } from './triggers/run-draft.ts';
import { startRun, triggerService } from './triggers/trigger-service.ts';
import { announceUpload, settleUploads } from './triggers/uploads.ts';
import { type UnmaskParts, unmask } from './unmask.ts';
import { eventView, runViews } from './views.ts';

export interface ServiceParts
  extends DiffParts,
    DecisionParts,
    UnmaskParts,
    PipelineServiceParts,
    Pick<RunsComparisonParts, 'comparePair'> {
  readonly events: RunEvents;
  readonly bases: Service['bases'];
  /** Where a text model is; null: nowhere. It is part of what a run does. */
  readonly textEndpoint: EndpointFacts | null;
  readonly notices: NoticeParts;
  readonly rates: SiteRates;
  readonly uploadLimitBytes: number;
  /** Reads `text=內容,label=承辦單位`. Errors: `INPUT_MAP_SYNTAX`, `INPUT_MAP_TARGET`. */
  columnsIn(map: string): Readonly<Record<string, string>>;
  readonly git: Service['git'];
  readonly nodes: Service['nodes'];
  readonly leases: Service['leases'];
  /** For uploads that nobody set a time for; null: never. */
  readonly expireRawAfterDays: number | null;
  /** Queues a run's unfinished stages under a new generation. */
  requeue(runId: string): Promise<void>;
  /** Pages as files. */
  readonly pages: {
    history(history: ModelHistory): readonly ReportFile[];
    comparison(comparison: RunsComparison): readonly ReportFile[];
  };
  checks(): Promise<readonly HealthCheck[]>;
  metrics(): Promise<string>;
}

/** The service over its stores: what the HTTP API serves. */
export function createService(parts: ServiceParts): Service {
  return {
    datasets: datasetService(parts),
    decisions: decisionService(parts),
    runs: runService(parts),
    triggers: triggerService(parts),
    pipelines: pipelineService(parts),
    models: modelService(parts),
    suites: suiteService(parts.database),
    notices: noticeService(parts.notices),
    costs: (of) => costsOf(parts.database, parts.rates, monthOf(of)),
    git: parts.git,
    nodes: parts.nodes,
    leases: parts.leases,
    bases: parts.bases,
    artifacts: parts.artifacts,
    ready: () => parts.checks(),
    metrics: () => parts.metrics(),
  };
}

function datasetService(parts: ServiceParts): Service['datasets'] {
  const { database, artifacts, uploadLimitBytes } = parts;
  return {
    upload: async (request) => {
      checkName(request.name);
      const reading = request.reading ? readingOf(parts, request.reading) : null;
      const blob = await artifacts.putStream(request.stream, { limitBytes: uploadLimitBytes });
      if (blob.bytes === 0)
        throw new TouchstoneError('INPUT_EMPTY_FILE', { place: { file: request.filename } });
      const { name: dataset, filename, by = null } = request;
      const expireAfterDays = request.expireAfterDays ?? parts.expireRawAfterDays;
      const { digest, bytes } = blob;
      const upload = { dataset, filename, by, digest, bytes, expireAfterDays, reading };
      const announced: string[] = [];
      const version = await addVersion(database, upload, async (sql, recorded, isNew) => {
        announced.push(...(await announceUpload(parts.door, sql, recorded, { by, isNew })));
      });
      // The same bytes may have expired in the very moment between storing and recording them.
      if (!(await artifacts.has(blob))) throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
      await settleUploads(parts.door, announced);
      return version;
    },
    list: (page) => listDatasets(database.reading, windowOf(page)),
    show: (name) => datasetByName(database.reading, name),
    versions: async (name, page) => {
      await datasetByName(database, name);
      return listVersions(database, name, windowOf(page));
    },
    expire: ({ name, version, days }) => setExpiry(database, name, version, days),
    diff: (request) => datasetDiff(parts, request),
  };
}

function readingOf(
  { columnsIn }: ServiceParts,
  { map, ...hints }: NonNullable<Parameters<Service['datasets']['upload']>[0]['reading']>,
): ReadingHints {
  return { ...hints, ...(map !== undefined && { columns: columnsIn(map) }) };
}

function runService(parts: ServiceParts): Service['runs'] {
  const { database, events } = parts;
  const view = async (run: RunRow, language: Language): Promise<RunView> =>
    (await runViews(database.reading, [run], language))[0]!;
  const show = async (id: string, language: Language): Promise<RunView> =>
    view(await runById(database.reading, id), language);
  const create = startRun(parts);
  return {
    create,
    key: ({ test = null, spec, ...asked }) => parts.door.substanceOf({ ...asked, test, spec }),
    show,
    list: async (page, language) => {
      const window = windowOf(page);
      const rows = await listRunRows(database.reading, { name: page.name, status: page.status }, window);
      const { items, next } = pageOf(
        rows,
        window.limit,
        (row) => row,
        (row) => row.id,
      );
      return { items: await runViews(database.reading, items, language), next };
    },
    cancel: async (id, language) => {
      const run = await runById(database, id);
      await events.change(id, async (sql, tell) => {
        if (!(await endRun(sql, id, { status: 'cancelled', error: null })))
          throw wrongState(run, 'cancelled');
        await cancelStages(sql, id);
        await tell(runEvent('cancelled'));
      });
      return show(id, language);
    },
    resume: async (id, language) => {
      const run = await runById(database, id);
      await events.change(id, async (sql, tell) => {
        if (!(await reopenRun(sql, id))) throw wrongState(run, 'resumed');
        await holdRawOfUnrefined(sql, run);
        await tell(runEvent('queued'));
      });
      await parts.requeue(id);
      return show(id, language);
    },
    unmask: (request, by) => unmask(parts, request, by),
    unmaskings: async (id, page) => {
      await runById(database, id);
      return listUnmaskings(database, id, windowOf(page));
    },
    compare: (ids, language) => compareRuns(parts, ids, language),
    retry: async (id, language, by = null) => {
      const { name, dataset_id: dataset, test_id: test, spec } = await runById(database, id);
      const trigger = { kind: 'api', by, reason: `↻ ${id}` } as const;
      return create({ name, dataset, test, spec, trigger, again: true }, language);
    },
    events: async function* (id, afterSeq, signal, language) {
      for await (const event of events.follow(id, afterSeq, signal)) yield eventView(event, language);
    },
  };
}

async function compareRuns(
  { database, artifacts, comparePair, shutdown: signal, pages }: ServiceParts,
  ids: readonly string[],
  language: Language,
): Promise<readonly ReportFile[]> {
  const rows = await Promise.all(ids.map((id) => runById(database.reading, id)));
  const views = await runViews(database.reading, rows, language);
  return pages.comparison(await runsComparison({ artifacts, comparePair, signal }, views));
}

function modelService({ database, artifacts, pages }: ServiceParts): Service['models'] {
  return {
    list: (page) => listModels(database.reading, windowOf(page)),
    versions: (name, page) => listModelVersions(database.reading, name, windowOf(page)),
    show: (name, version) => versionOf(database.reading, name, version),
    promote: (request) => moveAlias(database, request),
    rollback: (request) => rollBackAlias(database, request),
    history: async (name) => {
      await listModelVersions(database, name, { after: null, limit: 1 });
      return aliasHistory(database, name);
    },
    overview: async (name) => pages.history(await modelHistory(database.reading, artifacts, name)),
  };
}

function wrongState(run: RunRow, action: string): TouchstoneError {
  return new TouchstoneError('RUN_STATE', { params: { id: run.id, status: run.status, action } });
}
