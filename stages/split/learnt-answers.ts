import { readRecords } from '../../datasets/arrow/read.ts';
import { answerText } from '../../datasets/fingerprint/content.ts';
import { labelList } from '../../datasets/tasks/label-list.ts';
import { estimateTokens } from '../../datasets/tokens/token-estimate.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { TaskKind } from '../../pipeline/contracts/names.ts';

/** What the answers that are learnt from say about the answers to come. */
export interface LearntAnswers {
  /** In code-unit order; empty where the task has no labels. */
  readonly labels: readonly string[];
  /** Tokens that an answer may take; null where it is one of the labels. */
  readonly tokens: number | null;
}

/** Tokens beyond the longest answer seen, tokens that suffice for any short one, and those of the longest text we write. */
const SPARE = 1.25;
const FEWEST = 16;
const MOST = 1024;

/** Looks at the answers of training and validation. */
export async function learntAnswers(
  kind: TaskKind,
  parts: readonly BlobRef[],
  artifacts: ArtifactStore,
): Promise<LearntAnswers> {
  const labels = new Set<string>();
  let longest = 0;
  for (const { digest } of parts) {
    for await (const group of readRecords(await artifacts.openStream(digest))) {
      for (const record of group) {
        const answer = answerText(record);
        if (kind === 'classification') labels.add(record.label ?? '');
        else longest = Math.max(longest, estimateTokens(answer, 0));
        if (kind === 'multi_label') for (const label of labelList(answer)) labels.add(label);
      }
    }
  }
  const tokens = Math.min(MOST, Math.max(FEWEST, Math.ceil(SPARE * longest)));
  return { labels: [...labels].sort(), tokens: kind === 'classification' ? null : tokens };
}
