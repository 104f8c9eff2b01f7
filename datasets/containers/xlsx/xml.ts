import { SaxesParser } from 'saxes';
import { Damage, demand } from '../../compression/damage.ts';

/** Hears what an XML document holds; names are without their prefixes. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Reads an XML document in UTF-8; yields after every piece. Nothing is expanded but the five entities of XML itself, a
 * document with a DOCTYPE is refused, and between two tags there are at most `most` characters.
 * Error: `Damage`.
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  most: number,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ xmlns: false, position: false });
  let waiting = 0;
  parser.on('opentag', ({ name, attributes }) => {
    waiting = 0;
    handler.open?.(local(name), attributes as Record<string, string>);
  });
  parser.on('closetag', ({ name }) => {
    waiting = 0;
    handler.close?.(local(name));
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('doctype', () => demand(false, 'a DOCTYPE'));
  parser.on('error', (error) => {
    throw new Damage(error.message);
  });
  for await (const piece of bytes) {
    const text = decodedPiece(decoder, piece);
    waiting += text.length;
    parser.write(text);
    demand(waiting <= most + text.length, 'a text without end');
    yield;
  }
  decodedPiece(decoder, null);
  parser.close();
}

/** Reads a document that is small enough to be read at one go. */
export async function readWholeXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  most: number,
): Promise<void> {
  for await (const _ of readXml(bytes, handler, most));
}

function decodedPiece(decoder: TextDecoder, piece: Uint8Array | null): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new Damage('a text that is not UTF-8');
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
