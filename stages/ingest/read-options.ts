import { mappingOf } from '../../datasets/columns/mapping.ts';
import { FaultList, type InputFile } from '../../datasets/faults.ts';
import type { ReadOptions } from '../../datasets/read.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { RunReading } from '../../pipeline/contracts/reading.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

/**
 * How one of the two files is to be read: as the spec says, else as its uploader did. The test file has, unless told
 * otherwise, the same columns as the dataset, of which `dataset` tells by what it was read. Error: `INPUT_MAP_TARGET`.
 */
export function readOptions(
  file: InputFile,
  settings: PipelineSpec['ingest'],
  said: RunReading | null,
  dataset: IntakeReport | null,
): ReadOptions {
  const hints = said?.[file] ?? {};
  const columns = settings.columns === 'auto' ? hints.columns : settings.columns;
  const encoding = settings.encoding === 'auto' ? hints.encoding : settings.encoding;
  const sheet = settings.sheet === 'auto' ? hints.sheet : settings.sheet;
  const mapped = dataset?.mapping;
  const earlier = file === 'dataset' ? said?.earlier : mapped?.guessed === false ? mapped.columns : null;
  const guess = mapped?.guessed ? new Map(Object.entries(mapped.columns)) : null;
  return {
    file,
    normalise: settings.normalise,
    ...(columns !== undefined && { mapping: mappingOf(columns, new FaultList(file)) }),
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    ...(guess !== null && { likely: guess }),
    ...(earlier && { earlier: new Map(Object.entries(earlier)) }),
  };
}
