import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Document } from '../../../../datasets/documents/document.ts';
import { type DocumentOptions, readDocument } from '../../../../datasets/documents/read.ts';

/** The bytes of a sample file. */
export function sample(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/documents/${name}`, import.meta.url));
}

/** Reads a document; its places must hold for its text, whatever it is. */
export async function read(
  content: string | Uint8Array,
  options: Partial<DocumentOptions> = {},
): Promise<Document> {
  const name = options.name ?? 'file';
  const document = await readDocument(Buffer.from(content), { name, ...options });
  let last = 0;
  for (const { text, place } of document.parts) {
    assert.equal(document.text.slice(place.from, place.to), text);
    assert.notEqual(text.trim(), '');
    assert.ok(place.from >= last, `parts out of order at ${place.from}`);
    assert.equal(place.file, name);
    last = place.to;
  }
  return document;
}

/** The parts in short: kind, section, text. */
export function outline(document: Document): string[] {
  return document.parts.map(({ kind, text, place: { section } }) => {
    const path = section.length === 0 ? '' : ` [${section.join('/')}]`;
    return `${kind}${path} ${text.replace(/\s+/g, ' ')}`;
  });
}
