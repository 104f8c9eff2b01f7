const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Whether an OLE compound file is a workbook of today behind a password, told by the name of the stream that holds it;
 * others are documents of the formats before 2007.
 */
export async function isEncryptedPackage(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const piece of bytes) {
    const window = Buffer.concat([tail, piece]);
    if (window.includes(ENCRYPTED)) return true;
    tail = window.subarray(-ENCRYPTED.length);
  }
  return false;
}
