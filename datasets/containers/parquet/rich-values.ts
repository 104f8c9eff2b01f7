import { convert, convertWithDictionary } from 'hyparquet/src/convert.js';
import type { ColumnDecoder, DecodedArray, Encoding } from 'hyparquet/src/types.js';
import { decimalOf } from '../typed-values.ts';

/** Values as their column means them. Decimals come out exact, which the library's floats do not. */
export function richValues(values: DecodedArray, decoder: ColumnDecoder): DecodedArray {
  const { converted_type: converted, scale = 0 } = decoder.element;
  if (converted !== 'DECIMAL') return convert(values, decoder);
  return Array.from(values as ArrayLike<unknown>, (value) => decimalOf(unscaled(value), scale));
}

/** The same, of a page that may hold numbers of entries of a dictionary; these are rich already. */
export function richPage(
  values: DecodedArray,
  dictionary: DecodedArray | undefined,
  encoding: Encoding,
  decoder: ColumnDecoder,
): DecodedArray {
  return dictionary !== undefined && encoding.endsWith('_DICTIONARY')
    ? convertWithDictionary(values, dictionary, encoding, decoder)
    : richValues(values, decoder);
}

/** A whole number, or one in two's complement, the highest byte first. */
function unscaled(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  const hex = Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex');
  return BigInt.asIntN(8 * value.length, BigInt(`0x${hex || '0'}`));
}
