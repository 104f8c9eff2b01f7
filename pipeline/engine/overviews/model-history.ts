import type { ArtifactStore } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { readJson } from '../../contracts/json-artifact.ts';
import type { HistoryVersion, LabelChange, ModelHistory } from '../../contracts/model-history.ts';
import { primaryOf } from '../../contracts/primary.ts';
import type { ModelVersion } from '../../contracts/registry.ts';
import type { AnyReportModel } from '../../contracts/report.ts';
import type { Queryable } from '../../store/database/database.ts';
import { aliasHistory, listModelVersions } from '../../store/rows/models.ts';
import { historyRecords } from './history-records.ts';

/** Versions that are shown; a page with more is hard to read and slow to make. */
const MOST_VERSIONS = 60;
/** Labels whose change is worth a line. */
const MOST_CHANGES = 12;

/** What every version of a name was made from and how good it is, and who let it through. Error: `MODEL_NOT_FOUND`. */
export async function modelHistory(
  sql: Queryable,
  artifacts: ArtifactStore,
  name: string,
): Promise<ModelHistory> {
  // One more than is shown: the oldest shown is held against it.
  const { items } = await listModelVersions(sql, name, { after: null, limit: MOST_VERSIONS + 1 });
  const oldestFirst = items.toReversed();
  const reports: AnyReportModel[] = [];
  for (const version of oldestFirst) reports.push(await reportOf(version, artifacts));
  const versions = oldestFirst.map((version, at) =>
    historyVersion(version, reports[at]!, reports[at - 1] ?? null),
  );
  const shown = versions.slice(-MOST_VERSIONS);
  return {
    format: 1,
    name,
    made_at: new Date().toISOString(),
    versions: shown,
    left_out: shown[0]!.version - 1,
    moves: await aliasHistory(sql, name),
  };
}

/** The report that was published with a version. Error: `FILE_NOT_FOUND`. */
async function reportOf({ tree }: ModelVersion, artifacts: ArtifactStore): Promise<AnyReportModel> {
  const path = 'report/report.json';
  const entry = (await artifacts.listTree(tree)).find((file) => file.path === path);
  if (!entry) throw new TouchstoneError('FILE_NOT_FOUND', { params: { path } });
  return readJson<AnyReportModel>(artifacts, { kind: 'blob', digest: entry.digest, bytes: entry.bytes });
}

function historyVersion(
  version: ModelVersion,
  report: AnyReportModel,
  before: AnyReportModel | null,
): HistoryVersion {
  const { evaluation } = report;
  const primary = primaryOf(evaluation);
  const { base, tuned } = primary.systems;
  const rival = primary.comparisons.find(({ reference }) => reference === 'production');
  return {
    version: version.version,
    created_at: version.createdAt,
    aliases: version.aliases,
    verdict: version.verdict,
    override: version.override,
    run: version.runId,
    base: version.base.id,
    metric: { id: primary.metric, name: primary.name },
    tuned,
    base_value: base.value,
    test: { digest: evaluation.test_digest, records: evaluation.n },
    dataset: version.lineage.dataset,
    records: historyRecords(report),
    label_changes: before && labelChanges(before, report),
    against:
      rival && evaluation.production
        ? {
            version: evaluation.production.version,
            difference: rival.difference,
            interval: rival.interval,
            p: rival.p,
          }
        : null,
  };
}

/** Labels that have more or fewer records after cleaning than in the version before, the greatest change first. */
function labelChanges(before: AnyReportModel, after: AnyReportModel): LabelChange[] {
  const [old, now] = [countsOf(before), countsOf(after)];
  const labels = [...new Set([...old.keys(), ...now.keys()])].sort();
  return labels
    .map((label) => ({ label, before: old.get(label) ?? 0, after: now.get(label) ?? 0 }))
    .filter((change) => change.before !== change.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, MOST_CHANGES);
}

function countsOf({ split }: AnyReportModel): Map<string, number> {
  return new Map(
    split.per_label.map(({ label, train, validation, test }) => [label, train + validation + test]),
  );
}
