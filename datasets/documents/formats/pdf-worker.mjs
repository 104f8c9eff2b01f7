// Reads a PDF by pdf.js in a thread of its own, which can be ended whatever the file makes pdf.js do. Plain JavaScript,
// so that a thread can load it from the sources as well as from the build; see pdf-pages.ts for what it answers.
import { parentPort, workerData } from 'node:worker_threads';
import { getDocument } from 'unpdf/pdfjs';

/** @typedef {import('./pdf-pages.ts').PdfAnswer} PdfAnswer */

const { bytes, limits } = /** @type {import('./pdf-pages.ts').PdfQuestion} */ (workerData);
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
/** Character maps asked for, each once. @type {Map<string, { promise: Promise<string | null>, give: (map: string | null) => void }>} */
const maps = new Map();
let unknownFonts = false;

/** @param {PdfAnswer} answer */
const tell = (answer) => port.postMessage(answer);

/** pdf.js asks this for character maps and for standard fonts; the latter only matter for drawing. */
class Assets {
  /**
   * @param {{ kind: string, filename: string }} wanted
   * @returns {Promise<Uint8Array>}
   */
  async fetch({ kind, filename }) {
    if (kind !== 'cMapUrl') throw new Error(`no ${filename}`);
    const map = await (maps.get(filename) ?? ask(filename)).promise;
    if (map !== null) return new TextEncoder().encode(map);
    unknownFonts = true;
    throw new Error(`no ${filename}`);
  }
}

/** @param {string} name */
function ask(name) {
  /** @type {(map: string | null) => void} */
  let give = () => {};
  const promise = new Promise((/** @type {(map: string | null) => void} */ resolve) => {
    give = resolve;
  });
  const asked = { promise, give };
  maps.set(name, asked);
  tell({ type: 'map', name });
  return asked;
}

port.on('message', (/** @type {{ name: string, map: string | null }} */ { name, map }) => {
  maps.get(name)?.give(map);
});

async function read() {
  const pdf = await getDocument({
    data: bytes,
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    useWorkerFetch: false,
    cMapPacked: false,
    BinaryDataFactory: Assets,
  }).promise;
  if (pdf.numPages > limits.pages) return tell({ type: 'over', what: 'pages' });
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
    if (characters > limits.characters) return tell({ type: 'over', what: 'characters' });
    tell({ type: 'page', page: { number, items, unknownFonts } });
  }
  const { info } = await pdf.getMetadata();
  const texts = Object.entries(info).filter(([, value]) => typeof value === 'string');
  tell({ type: 'end', info: Object.fromEntries(texts) });
}

read().catch((error) => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  tell({ type: 'fault', name, message });
});
