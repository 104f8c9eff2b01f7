import { readRecords } from '../../../datasets/arrow/read.ts';
import { answerText } from '../../../datasets/fingerprint/content.ts';
import { SharedOpenings } from '../../../datasets/fingerprint/shared-openings.ts';
import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import { isBlank } from '../../../datasets/quality/blank.ts';
import type { ArtifactStore, BlobRef } from '../../../pipeline/contracts/artifact.ts';

/** What each training record asks, without the instruction that all share, and its label or answer; in file order. */
export async function readTrainingTexts(artifacts: ArtifactStore, train: BlobRef): Promise<LabelledText[]> {
  const openings = new SharedOpenings();
  for await (const group of readRecords(await artifacts.openStream(train.digest))) {
    for (const record of group) openings.see(record);
  }
  const texts: LabelledText[] = [];
  for await (const group of readRecords(await artifacts.openStream(train.digest))) {
    for (const record of group) {
      const label = answerText(record);
      if (!isBlank(label)) texts.push({ text: openings.gist(record), label });
    }
  }
  return texts;
}
