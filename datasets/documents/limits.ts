/** Bounds on what one document may hold, so that none can exhaust the machine. */
export interface DocumentLimits {
  readonly bytes: number;
  /** Bytes that the parts read from a container may grow to, all together. */
  readonly expandedBytes: number;
  /** How many times its size a container may grow to, once it has grown beyond `freeBytes`. */
  readonly expansion: number;
  readonly freeBytes: number;
  /** Files in a container. */
  readonly entries: number;
  /** UTF-16 units of text. */
  readonly characters: number;
  readonly parts: number;
  readonly pages: number;
  /** Levels of elements inside each other. */
  readonly depth: number;
  /** For reading a format whose work its size does not bound (PDF). */
  readonly seconds: number;
}

const MIB = 1024 * 1024;

/**
 * The longest statute books and annual reports have some two million characters and two thousand pages. Text is deflated
 * 3 to 20 : 1, and the XML of a word processor up to 60 : 1.
 */
export const DOCUMENT_LIMITS: DocumentLimits = {
  bytes: 64 * MIB,
  expandedBytes: 256 * MIB,
  expansion: 200,
  freeBytes: 16 * MIB,
  entries: 10_000,
  characters: 20_000_000,
  parts: 200_000,
  pages: 5_000,
  depth: 256,
  seconds: 300,
};

/** A ZIP of many documents: each is held by itself, so that only time bounds how much there is of them. */
export const PACK_LIMITS: DocumentLimits = {
  ...DOCUMENT_LIMITS,
  expandedBytes: 4096 * MIB,
  freeBytes: 64 * MIB,
};
