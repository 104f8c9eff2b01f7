import type { ContainerName } from '../containers/registry.ts';
import { arrowBytes, arrowStreamBytes } from './containers/arrow.ts';
import { csvBytes } from './containers/csv.ts';
import { jsonBytes, jsonlBytes } from './containers/json.ts';
import { parquetBytes } from './containers/parquet.ts';
import { textBytes } from './containers/text.ts';
import { xlsxBytes } from './containers/xlsx.ts';
import type { ContainerWriter } from './row-bytes.ts';

/** How each container is written; one with a `header` must know its columns before the first row. */
export const CONTAINER_WRITERS: Readonly<
  Record<ContainerName, { readonly write: ContainerWriter; readonly header: boolean }>
> = {
  jsonl: { write: jsonlBytes, header: false },
  json: { write: jsonBytes, header: false },
  csv: { write: csvBytes, header: true },
  tsv: { write: csvBytes, header: true },
  text: { write: textBytes, header: false },
  parquet: { write: parquetBytes, header: true },
  arrow: { write: arrowBytes, header: true },
  arrow_stream: { write: arrowStreamBytes, header: true },
  xlsx: { write: xlsxBytes, header: true },
};
