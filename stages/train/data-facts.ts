import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecords } from '../../datasets/arrow/read.ts';
import { answerText } from '../../datasets/fingerprint/content.ts';
import { rejectedAnswer } from '../../datasets/tasks/rejected-answer.ts';
import { estimateTokens, tokenNeeds } from '../../datasets/tokens/token-estimate.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../pipeline/contracts/base.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { TrainFacts } from './auto/choice.ts';
import type { Learnt } from './pairs.ts';

/** Looks at the records that are trained on and the base: what the rules for `auto` go by. Of two answers the longer one counts. */
export async function trainFacts(
  artifacts: ArtifactStore,
  { train, preference, pairs }: Learnt,
  task: TaskDescription,
  base: BaseModel,
): Promise<TrainFacts> {
  const vocabulary = await vocabularyOf(base);
  const frame = estimateTokens((task.prompt.system ?? '') + task.prompt.user, vocabulary);
  const counts: number[] = [];
  for await (const group of readRecords(await artifacts.openStream(train.digest))) {
    for (const record of group) {
      const { messages, label } = record;
      const text = messages.map(({ content }) => content).join('\n');
      const tokens = frame + estimateTokens(text + (label ?? ''), vocabulary);
      const rejected = preference ? rejectedAnswer(record) : null;
      const more =
        rejected === null
          ? 0
          : estimateTokens(rejected, vocabulary) - estimateTokens(answerText(record), vocabulary);
      counts.push(tokens + Math.max(0, more));
    }
  }
  return { records: counts.length, ...tokenNeeds(counts), tokens: counts, pairs, base };
}

/** True where the stream holds at least one record. */
export async function hasRecords(artifacts: ArtifactStore, blob: BlobRef): Promise<boolean> {
  for await (const group of readRecords(await artifacts.openStream(blob.digest))) {
    if (group.length > 0) return true;
  }
  return false;
}

/** Entries of the base's vocabulary; 0 where its config does not tell, which the estimate takes for a small one. */
async function vocabularyOf(base: BaseModel): Promise<number> {
  const config: unknown = JSON.parse(await readFile(join(base.directory, 'config.json'), 'utf8'));
  const { vocab_size: own, text_config: text } = config as {
    vocab_size?: unknown;
    text_config?: { vocab_size?: unknown };
  };
  const size = own ?? text?.vocab_size;
  return typeof size === 'number' ? size : 0;
}
