import { Damage, demand } from '../../compression/damage.ts';
import { type XmlEvents, xmlParser } from '../../xml/parser.ts';

/**
 * Reads an XML document in UTF-8; yields after every piece. Names are told without their prefixes. A document with a
 * DOCTYPE is refused, and between two tags there are at most `most` characters. Error: `Damage`.
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlEvents,
  most: number,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let waiting = 0;
  const events: XmlEvents = {
    open(name, attributes) {
      waiting = 0;
      handler.open?.(local(name), attributes);
    },
    close(name) {
      waiting = 0;
      handler.close?.(local(name));
    },
    text: (text) => handler.text?.(text),
  };
  const parser = xmlParser(events, POLICY, false);
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

const POLICY = {
  doctype: () => demand(false, 'a DOCTYPE'),
  fault(error: Error): never {
    throw new Damage(error.message);
  },
};

/** Reads a document that is small enough to be read at one go. */
export async function readWholeXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlEvents,
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
