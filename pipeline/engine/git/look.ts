import { createHash } from 'node:crypto';
import type { ArtifactStore } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { GitCommit, GitReader, GitReading, GitUpload } from '../../contracts/git/snapshot.ts';
import type { GitTrigger } from '../../contracts/git-trigger.ts';
import { causeOf, type TriggerCause } from '../../contracts/triggers.ts';
import type { Database } from '../../store/database/database.ts';
import { addVersion, datasetByName } from '../../store/rows/datasets.ts';
import { type GitWatchRow, recordSame, recordSeen } from '../../store/rows/git-watches.ts';
import type { PipelineRow } from '../../store/rows/pipelines.ts';
import type { TriggerDoor } from '../triggers/door.ts';
import { mergedSpec } from './merged-spec.ts';

export interface LookParts {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly door: TriggerDoor;
  readonly reader: GitReader;
  readonly uploadLimitBytes: number;
  readonly expireRawAfterDays: number | null;
}

/** A pipeline that watches a repository. */
export type WatchingPipeline = PipelineRow & { readonly git: GitTrigger };

/** Names what is looked at: another repository, branch or file is looked at from the beginning. */
export function sourceOf({ url, branch, path }: GitTrigger): string {
  return createHash('sha256')
    .update(JSON.stringify([url, branch, path]))
    .digest('hex');
}

/**
 * Looks at a repository once. A commit that was not seen yet goes through the door: with its data where that is new, with the
 * versions that are there where it is not. What is wrong with a commit is on record as a refused trigger.
 * Errors: those of the way to the repository, and of our own stores.
 */
export async function lookAt(
  parts: LookParts,
  pipeline: WatchingPipeline,
  watch: GitWatchRow,
  signal: AbortSignal,
): Promise<void> {
  const { database, reader } = parts;
  const { name, git } = pipeline;
  const tip = await reader.tip(git, signal);
  if (tip.id === watch.commit && tip.branch === watch.branch) return recordSame(database, name);
  try {
    await reader.read(git, name, signal, (reading) => takeIn(parts, pipeline, watch, reading));
  } catch (thrown) {
    const error = TouchstoneError.from(thrown);
    if (error.retryable || !isAboutCommit(error)) throw thrown;
    const commit = { ...tip, subject: '', at: '' };
    const key = `git:${tip.id}:${error.code}:${pipeline.revision}`;
    await parts.door.refuse({ name, cause: causeIn(git, commit), key }, error);
    const { content, dataset_id, test_id } = watch;
    const seen = { branch: tip.branch, commit: tip.id, subject: null, content, dataset_id, test_id };
    await recordSeen(database, name, seen, error.toJSON());
  }
}

/** Faults that a commit has and will have whenever it is looked at; others are of the way to it. */
function isAboutCommit({ code }: TouchstoneError): boolean {
  return /^(GIT_(MANIFEST_|CONTENT_|FILE_|REPOSITORY_TOO|BROKEN|PATH_INVALID)|SPEC_|INPUT_|UPLOAD_)/.test(
    code,
  );
}

async function takeIn(
  parts: LookParts,
  pipeline: WatchingPipeline,
  watch: GitWatchRow,
  { plan, fetch }: GitReading,
): Promise<void> {
  const { name, git } = pipeline;
  const { commit } = plan;
  const same = plan.content === watch.content && watch.dataset_id !== null;
  const uploads = same
    ? { dataset_id: watch.dataset_id!, test_id: watch.test_id }
    : await store(parts, pipeline, await fetch());
  const trigger = await parts.door.pull({
    name,
    cause: causeIn(git, commit),
    key: `git:${commit.id}:${pipeline.revision}`,
    asked: {
      of: 'request',
      dataset: uploads.dataset_id,
      test: uploads.test_id,
      spec: mergedSpec(pipeline.spec, plan.spec),
      again: false,
      only_if_changed: true,
    },
  });
  const seen = { branch: commit.branch, commit: commit.id, subject: commit.subject, content: plan.content };
  await recordSeen(parts.database, name, { ...seen, ...uploads }, trigger.error);
}

/** The uploads as versions of the pipeline's datasets; the same bytes again are the version that is there. */
async function store(
  parts: LookParts,
  pipeline: WatchingPipeline,
  { dataset, test }: { readonly dataset: GitUpload; readonly test: GitUpload | null },
): Promise<{ dataset_id: string; test_id: string | null }> {
  const dataset_id = await version(parts, pipeline.dataset, dataset);
  const beside = pipeline.test ?? `${pipeline.dataset.slice(0, 58)}.test`;
  if (test !== null) return { dataset_id, test_id: await version(parts, beside, test) };
  const kept = pipeline.test === null ? null : await datasetByName(parts.database, pipeline.test);
  return { dataset_id, test_id: kept?.latest?.id ?? null };
}

async function version(
  { database, artifacts, uploadLimitBytes, expireRawAfterDays }: LookParts,
  dataset: string,
  { filename, open }: GitUpload,
): Promise<string> {
  const { digest, bytes } = await artifacts.putStream(open(), { limitBytes: uploadLimitBytes });
  if (bytes === 0) throw new TouchstoneError('INPUT_EMPTY_FILE', { place: { file: filename } });
  const upload = { dataset, filename, digest, bytes, by: 'git', expireAfterDays: expireRawAfterDays };
  return (await addVersion(database, upload)).id;
}

function causeIn({ url }: GitTrigger, { id, branch, subject }: GitCommit): TriggerCause {
  return causeOf({
    kind: 'git',
    reason: subject === '' ? null : subject,
    commit: { repository: url, branch, id },
  });
}
