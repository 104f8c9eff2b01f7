// Reads a PDF by pdf.js in a thread of its own, which can be ended whatever the file makes pdf.js do. Plain JavaScript,
// so that a thread can load it from the sources as well as from the build; see pdf-pages.ts for what it answers.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {import('./pdf-pages.ts').PdfAnswer} PdfAnswer */

const { bytes, limits } = /** @type {import('./pdf-pages.ts').PdfQuestion} */ (workerData);
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
/** Adobe's predefined character maps, as pdf.js packs them. */
const MAPS = new URL('./cmaps/', import.meta.resolve('pdfjs-dist/package.json'));

/** Collections of characters by the beginnings of the names of the maps that lead into them; all others: Japan1. */
const COLLECTIONS = /** @type {const} */ ([
  [/^(?:Uni)?GB/, 'GB1'],
  [/^(?:UniCNS|CNS|ETen|ETHK|B5|HK)/, 'CNS1'],
  [/^(?:Uni)?KS/, 'Korea1'],
  [/^UniAKR/, 'KR'],
]);
const TO_UNICODE = /^Adobe-(\w+)-UCS2$/;

/** What hears of the warnings of pdf.js: nobody, until a file is read. */
let warned = (/** @type {unknown} */ _warning) => {};
Object.assign(console, { warn: (/** @type {unknown} */ warning) => warned(warning) });
// pdf.js makes one of these for drawing as it is loaded, and would have it from a library of 30 MB.
globalThis.DOMMatrix ??= /** @type {typeof DOMMatrix} */ (class {});
const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');

/** What one reading of the file asked pdf.js for. */
class Asked {
  /** A font that cannot be read, such as one by a map that nobody knows. */
  unknown = false;
  /** Collections that maps lead into. @type {Set<string>} */
  into = new Set();
  /** Collections that fonts say they are of. @type {Set<string>} */
  of = new Set();
  /** Collection to read another as. @type {ReadonlyMap<string, string>} */
  instead = new Map();

  /** @param {string} name */
  async map(name) {
    const of = TO_UNICODE.exec(name)?.[1];
    if (of === undefined) this.into.add(COLLECTIONS.find(([names]) => names.test(name))?.[1] ?? 'Japan1');
    else this.of.add(of);
    const read = of === undefined ? name : `Adobe-${this.instead.get(of) ?? of}-UCS2`;
    try {
      return new Uint8Array(await readFile(new URL(`${read}.bcmap`, MAPS)));
    } catch (error) {
      this.unknown = true;
      throw error;
    }
  }
}

/**
 * Reads all pages. pdf.js asks for a map from the font's codes to the numbers of a collection, and for one from these to
 * Unicode, which it takes by the collection that the font names. What counts is the one that the first map leads into
 * (PDF 32000-1, 9.10.2); a font of another would come out as wrong characters without any sign of it.
 * @param {Uint8Array} data
 * @param {Asked} asked
 */
async function read(data, asked) {
  /** pdf.js asks this for character maps and for standard fonts; the latter only matter for drawing. */
  class Assets {
    /**
     * @param {{ kind: string, filename: string }} wanted
     * @returns {Promise<Uint8Array>}
     */
    async fetch({ kind, filename }) {
      const name = /^([\w-]+)\.bcmap$/.exec(filename)?.[1];
      if (kind !== 'cMapUrl' || name === undefined) throw new Error(`no ${filename}`);
      return asked.map(name);
    }
  }
  // pdf.js says in no other way that it had to do without a font.
  warned = (warning) => {
    if (String(warning).includes('translateFont failed')) asked.unknown = true;
  };
  const pdf = await getDocument({
    data,
    verbosity: VerbosityLevel.WARNINGS,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    useWorkerFetch: false,
    cMapPacked: true,
    BinaryDataFactory: Assets,
  }).promise;
  if (pdf.numPages > limits.pages) return [over('pages')];
  /** @type {PdfAnswer[]} */
  const answers = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    page.cleanup();
    const items = content.items.flatMap((item) => {
      if (!('str' in item)) return [];
      const { str: text, width, height, hasEOL: endsLine } = item;
      const [x, y] = /** @type {[number, number]} */ (item.transform.slice(4));
      return [{ text, x, y, width, height, endsLine }];
    });
    characters += items.reduce((sum, { text }) => sum + text.length, 0);
    if (characters > limits.characters) return [over('characters')];
    answers.push({ type: 'page', page: { number, items, unknownFonts: asked.unknown } });
  }
  const { info } = await pdf.getMetadata();
  const texts = Object.entries(info).filter(([, value]) => typeof value === 'string');
  answers.push({ type: 'end', info: Object.fromEntries(texts) });
  await pdf.loadingTask.destroy();
  return answers;
}

/**
 * @param {'pages' | 'characters'} what
 * @returns {PdfAnswer}
 */
const over = (what) => ({ type: 'over', what });

async function readWhole() {
  const asked = new Asked();
  // pdf.js takes the bytes away with it.
  const answers = await read(bytes.slice(), asked);
  // A font may have a map to Unicode of its own, or no map into its collection: then one of these lacks the other.
  const lost = [...asked.into].filter((collection) => !asked.of.has(collection));
  const strange = [...asked.of].filter((collection) => !asked.into.has(collection));
  if (lost.length === 0 || strange.length === 0) return answers;
  const again = new Asked();
  if (lost.length > 1 || strange.length > 1) again.unknown = true;
  else again.instead = new Map([[/** @type {string} */ (strange[0]), /** @type {string} */ (lost[0])]]);
  return read(bytes, again);
}

readWhole().then(
  (answers) => {
    for (const answer of answers) port.postMessage(answer);
  },
  (error) => {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ type: 'fault', name, message });
  },
);
