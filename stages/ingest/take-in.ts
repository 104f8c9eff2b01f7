import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type ReadOptions, readDataset } from '../../datasets/read.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import { fileSpool } from './file-spool.ts';

/** One upload in canonical form. */
export interface Intake {
  readonly records: BlobRef;
  readonly report: IntakeReport;
  /** The passages of an upload of documents, which has no records. */
  readonly documents?: BlobRef;
}

/** Reads one upload and stores its canonical table as it comes; a faulty file leaves nothing stored. */
export async function takeIn(
  upload: BlobRef,
  options: ReadOptions,
  { artifacts, signal, workDir }: Pick<StageContext, 'artifacts' | 'signal' | 'workDir'>,
  onBytes: (bytes: number) => void,
): Promise<Intake> {
  const bytes = await artifacts.openStream(upload.digest);
  let report: IntakeReport | undefined;
  let fault: unknown;
  const arrow = async function* () {
    try {
      report = yield* readDataset(bytes, {
        ...options,
        spool: fileSpool(join(workDir, `${options.file}.spool`)),
        onBytes: (count) => {
          signal.throwIfAborted();
          onBytes(count);
        },
      });
    } catch (thrown) {
      fault = thrown;
      throw thrown;
    }
  };
  try {
    const records = await artifacts.putStream(Readable.from(arrow(), { objectMode: false }));
    return { records, report: report! };
  } catch (thrown) {
    // A store may only see that its source broke off; why it did is ours to say.
    throw fault ?? thrown;
  }
}
