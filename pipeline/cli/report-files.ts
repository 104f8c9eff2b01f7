import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { REPORT_PATHS } from '../../reports/page/paths.ts';
import { reportSchema } from '../../reports/schema/report-schema.ts';
import { joinBelow } from '../config/safe-path.ts';
import type { AnyEvaluation } from '../contracts/answer-evaluation.ts';
import { runIdSchema } from '../contracts/api/fields.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Language } from '../contracts/names.ts';
import type { AnyReportModel } from '../contracts/report.ts';
import type { ScoreCard } from '../contracts/score-card.ts';
import type { RunView } from '../contracts/views.ts';
import type { Client } from './client.ts';
import { holdsTree, saveTree } from './save-tree.ts';

/** A run's report on this machine. */
export interface LocalReport {
  /** Absolute path of the page in the reader's language. */
  readonly page: string;
  readonly evaluation: AnyEvaluation;
  /** The dataset's score card. */
  readonly score: ScoreCard;
}

/**
 * Fetches a run's report; null where the run ended before it made one. Without `out` it goes to
 * `<home>/reports/<run>/`, where one that is there already and whole is taken as it is.
 */
export async function fetchReport(
  client: Client,
  run: RunView,
  options: { home: string; out?: string; language: Language },
): Promise<LocalReport | null> {
  const outputs = run.stages.find(({ stage }) => stage === 'report')?.outputs ?? {};
  const tree = Object.values(outputs).find((output) => output?.kind === 'tree');
  if (!tree) return null;
  const directory =
    options.out === undefined
      ? joinBelow(join(options.home, 'reports'), runIdSchema.parse(run.id))
      : resolve(options.out);
  const view = await client.showTree(run.id, tree.digest);
  if (options.out !== undefined || !(await holdsTree(view, directory))) {
    if (options.out === undefined) await rm(directory, { recursive: true, force: true });
    await saveTree(view, directory, (entry) =>
      client.open(`/v1/runs/${run.id}/report/${entry.path.split('/').map(encodeURIComponent).join('/')}`),
    );
  }
  const path = join(directory, 'report.json');
  const { evaluation, refine } = modelFrom(await readFile(path, 'utf8'), path);
  return { page: join(directory, REPORT_PATHS[options.language]), evaluation, score: refine.score };
}

/** What a run's report says, without its pages; null where the run ended before it made one. */
export async function reportModel(client: Client, run: RunView): Promise<AnyReportModel | null> {
  const outputs = run.stages.find(({ stage }) => stage === 'report')?.outputs ?? {};
  if (!Object.values(outputs).some((output) => output?.kind === 'tree')) return null;
  const path = `/v1/runs/${run.id}/report/report.json`;
  return modelFrom(await text(await client.open(path)), path);
}

function modelFrom(json: string, url: string): AnyReportModel {
  const parsed = reportSchema.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  throw new TouchstoneError('CLI_ANSWER_UNEXPECTED', {
    params: { url, detail: parsed.error.issues[0]?.message ?? '' },
  });
}
