import { mappingOf } from '../../datasets/columns/mapping.ts';
import { FaultList, type InputFile } from '../../datasets/faults.ts';
import type { ReadOptions } from '../../datasets/read.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

/**
 * How one of the two files is to be read. The test file has, unless told otherwise, the same columns as the dataset,
 * of which `dataset` tells what was guessed. Error: `INPUT_MAP_TARGET`.
 */
export function readOptions(
  file: InputFile,
  { columns, encoding, sheet, normalise }: PipelineSpec['ingest'],
  dataset: IntakeReport | null,
): ReadOptions {
  const guess = dataset?.mapping?.guessed ? new Map(Object.entries(dataset.mapping.columns)) : null;
  return {
    file,
    normalise,
    ...(columns !== 'auto' && { mapping: mappingOf(columns, new FaultList(file)) }),
    ...(encoding !== 'auto' && { encoding }),
    ...(sheet !== 'auto' && { sheet }),
    ...(guess !== null && { likely: guess }),
  };
}
