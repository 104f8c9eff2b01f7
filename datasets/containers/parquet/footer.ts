import { parquetMetadata } from 'hyparquet';
import type { FileMetaData } from 'hyparquet/src/types.js';
import { Damage, demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { RandomAccess } from '../../random-access.ts';
import { checkThrift } from './thrift.ts';

const TAIL = 8;
/** Larger than any sensible file's; a small one of empty lists would fill the memory. */
const LARGEST = 16 * 1024 * 1024;

/** What a file says of itself at its end. Faults: `INPUT_ENCRYPTED`; `Damage` for a file without an end. */
export async function readFooter(file: RandomAccess, faults: FaultList): Promise<FileMetaData> {
  if (file.size < 2 * TAIL) throw new Damage('the end is missing', true);
  const tail = Buffer.from(await file.read(file.size - TAIL, file.size));
  const mark = tail.toString('latin1', 4);
  if (mark === 'PARE') faults.fail('INPUT_ENCRYPTED', { params: { kind: 'Parquet' } });
  if (mark !== 'PAR1') throw new Damage('the end is missing', true);
  const length = tail.readUInt32LE(0);
  demand(length <= LARGEST && length + 2 * TAIL - 4 <= file.size, 'a footer of impossible length');
  const bytes = await file.read(file.size - TAIL - length, file.size);
  demand(checkThrift(bytes.subarray(0, length), 0) === length, 'a footer of another length than said');
  try {
    return parquetMetadata(new Uint8Array(bytes), { geoparquet: false });
  } catch (error) {
    // The library takes for granted that everything required is there.
    throw new Damage((error as Error).message);
  }
}
