import { readRecords } from '../../datasets/arrow/read.ts';
import { TaskSurvey, type ToldTask } from '../../datasets/tasks/survey.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

/** The task as the spec names it, `reason` null; else as its records tell it. */
export async function toldTask(
  kind: PipelineSpec['task']['kind'],
  { format }: Pick<IntakeReport, 'format'>,
  records: BlobRef,
  artifacts: ArtifactStore,
): Promise<ToldTask | { readonly kind: ToldTask['kind']; readonly reason: null }> {
  if (kind !== 'auto') return { kind, reason: null };
  const survey = new TaskSurvey();
  for await (const group of readRecords(await artifacts.openStream(records.digest))) {
    for (const record of group) survey.see(record);
    if (survey.full) break;
  }
  return survey.tell(format === 'text_label');
}
