import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { MaskMap } from './mask.ts';

/** Bytes of the key that seals a map. */
export const MAP_KEY_BYTES = 32;

const FORM = Buffer.from('TSMAP1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The bytes are no sealed map, were changed, or belong to another key. */
export class SealedMapError extends Error {
  override readonly name = 'SealedMapError';
}

/**
 * Encrypts a map with AES-256-GCM: form, nonce, tag, ciphertext. The nonce is derived from key and content (as in
 * RFC 8452's synthetic nonces), so that one never serves two contents and the same map gives the same bytes.
 * `key` has 32 bytes, drawn at random.
 */
export function sealMap(map: MaskMap, key: Uint8Array): Buffer {
  const keys = keysFrom(key);
  const plain = Buffer.from(JSON.stringify([...map]));
  const nonce = createHmac('sha256', keys.nonce).update(plain).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.content, nonce).setAAD(FORM);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([FORM, nonce, cipher.getAuthTag(), sealed]);
}

/** The map that was sealed with this key. Throws `SealedMapError`. */
export function openMap(sealed: Uint8Array, key: Uint8Array): MaskMap {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const [nonceAt, tagAt] = [FORM.length, FORM.length + NONCE_BYTES];
  const contentAt = tagAt + TAG_BYTES;
  if (bytes.length < contentAt || !bytes.subarray(0, nonceAt).equals(FORM)) {
    throw new SealedMapError('These bytes are not a sealed map.');
  }
  const decipher = createDecipheriv('aes-256-gcm', keysFrom(key).content, bytes.subarray(nonceAt, tagAt), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(FORM)
    .setAuthTag(bytes.subarray(tagAt, contentAt));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(contentAt)), decipher.final()]);
    return new Map(JSON.parse(plain.toString()) as [string, string][]);
  } catch {
    throw new SealedMapError('The key does not belong to this map, or the map was changed.');
  }
}

/** One key for the content and one for the nonce, so that neither tells of the other (RFC 5869). */
function keysFrom(key: Uint8Array): { content: Buffer; nonce: Buffer } {
  if (key.byteLength !== MAP_KEY_BYTES) throw new RangeError(`A key of ${MAP_KEY_BYTES} bytes is needed.`);
  const derived = (use: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `touchstone mask map ${use}`, MAP_KEY_BYTES));
  return { content: derived('content'), nonce: derived('nonce') };
}
