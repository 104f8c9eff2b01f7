/** Names by which a single file is known for a document. A text file may hold records as well, so it is none by itself. */
const DOCUMENT = /\.(?:docx|pdf|html?|xhtml|md|markdown|di|xml)$/i;
const PACKED = /\.zip$/i;
const TEXT = /\.te?xt$/i;

/** Files that a pack of documents may hold, as many as the service takes in one. */
export const MOST_PACKED_FILES = 10_000;

/** Whether a single file is a document that travels in a pack, so that its name goes with it. `kind`: what the spec says of it. */
export function isDocument(name: string, kind: unknown): boolean {
  if (kind === 'records' || PACKED.test(name)) return false;
  return DOCUMENT.test(name) || (kind === 'documents' && TEXT.test(name));
}
