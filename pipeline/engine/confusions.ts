import type { AnyEvaluation } from '../contracts/answer-evaluation.ts';
import type { ArtifactStore, BlobRef } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { ConfusedPair } from '../contracts/generation.ts';
import { putJson, readJson } from '../contracts/json-artifact.ts';
import type { Localized } from '../contracts/names.ts';
import type { PipelineSpec } from '../contracts/spec.ts';
import type { Decision } from '../contracts/stage.ts';
import type { Database } from '../store/database/database.ts';
import { aliasTarget, versionOf } from '../store/rows/models.ts';
import type { RunRow } from '../store/rows/runs.ts';
import { newestDone } from '../store/rows/stage-runs.ts';
import { type CountedPair, confusedPairs } from './confused-pairs.ts';

const FIELD = 'generate.pairs';
/** More pairs would give each too few records, and the rare confusions are chance. */
const MOST_PAIRS = 10;
const LONGEST_LABEL = 60;

interface Source {
  readonly runId: string;
  readonly evaluation: BlobRef;
  /** The version in production that the run made; null: it is the newest evaluation of the name. */
  readonly version: number | null;
}

/**
 * Which labels `hard_negatives` is to tell apart, where the spec leaves that to us: those that the last evaluation under
 * the run's name mixed up most. Decided once, when the run is created, so that it says at once what is missing. Only labels and
 * counts are taken from the evaluation, never a text of the test. Null: the spec asks for no such choice.
 * Errors: `GENERATE_NO_EVALUATION`, `GENERATE_NO_CONFUSIONS`.
 */
export async function decidePairs(
  { database, artifacts }: { database: Database; artifacts: Pick<ArtifactStore, 'readBytes'> },
  name: string,
  { generate }: PipelineSpec,
): Promise<Decision | null> {
  if (!leavesPairsToUs(generate)) return null;
  const place = { file: 'spec', field: FIELD };
  const source = await sourceOf(database, name);
  const evaluation = source && (await readJson<AnyEvaluation>(artifacts, source.evaluation));
  if (source === null || evaluation?.task !== 'classification')
    throw new TouchstoneError('GENERATE_NO_EVALUATION', { params: { name }, place });
  const pairs = confusedPairs(evaluation.systems.tuned.confusion, MOST_PAIRS);
  if (pairs.length === 0)
    throw new TouchstoneError('GENERATE_NO_CONFUSIONS', { params: { run: source.runId }, place });
  return { field: FIELD, value: pairs.map(({ pair }) => pair), reason: reasonOf(name, source, pairs) };
}

/** The pairs that were decided for a run, as an artifact: other pairs give `generate` another key. Null: none were asked for. */
export async function confusionsOf(
  { spec, decisions }: RunRow,
  artifacts: Pick<ArtifactStore, 'putBytes'>,
): Promise<BlobRef | null> {
  if (!leavesPairsToUs(spec.generate)) return null;
  const decided = decisions.find(({ field }) => field === FIELD);
  if (decided === undefined)
    throw new TouchstoneError('INTERNAL', { params: { detail: `no decision about ${FIELD}` } });
  return putJson(artifacts, decided.value as readonly ConfusedPair[]);
}

function leavesPairsToUs({ method, pairs }: PipelineSpec['generate']): boolean {
  return method === 'hard_negatives' && pairs === 'auto';
}

async function sourceOf(database: Database, name: string): Promise<Source | null> {
  const version = await aliasTarget(database, name, 'production');
  if (version !== null) {
    const { runId } = await versionOf(database, name, version);
    const evaluation = await evaluationOf(database, { runId });
    if (evaluation !== null) return { runId, evaluation: evaluation.blob, version };
  }
  const newest = await evaluationOf(database, { name });
  return newest && { runId: newest.runId, evaluation: newest.blob, version: null };
}

async function evaluationOf(
  database: Database,
  of: Parameters<typeof newestDone>[1],
): Promise<{ readonly runId: string; readonly blob: BlobRef } | null> {
  const row = await newestDone(database, of, 'evaluate');
  const blob = row?.outputs?.evaluation;
  return row && blob?.kind === 'blob' ? { runId: row.run_id, blob } : null;
}

function reasonOf(name: string, { runId, version }: Source, pairs: readonly CountedPair[]): Localized {
  const short = (label: string): string =>
    label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}…` : label;
  const each = pairs.map(({ pair, records }) => [pair.map(short).join(' / '), records] as const);
  const english = each.map(([labels, records]) => `${labels} (${records})`).join('; ');
  const chinese = each.map(([labels, records]) => `${labels}（${records} 筆）`).join('；');
  return {
    en: `${version === null ? `The newest evaluation of ${name}` : `The evaluation of ${name} ${version}, which is in production`} (run ${runId}) mixed up these labels most, with the test records concerned: ${english}.`,
    'zh-TW': `${version === null ? `${name} 最近一次的評測` : `正式使用中的 ${name} 第 ${version} 版的評測`}（執行 ${runId}）最常混淆下列標籤（括號內為測試記錄筆數）：${chinese}。`,
  };
}
