/** The other thread of near-duplicate.ts: sketches the texts of each piece that it is sent, as the parts of a divided table do. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Banding } from '../datasets/near-duplicate/banding.ts';
import { TextSketcher } from '../datasets/near-duplicate/text-sketcher.ts';
import type { SketchedPiece } from './sketched-piece.ts';

const banding = workerData as Banding;
const sketcher = new TextSketcher(banding);

parentPort!.on('message', (texts: readonly string[]) => {
  const piece = sketchedPiece(texts);
  parentPort!.postMessage(piece, [piece.units.buffer, piece.facts.buffer] as ArrayBuffer[]);
});

function sketchedPiece(texts: readonly string[]): SketchedPiece {
  const most = texts.reduce((sum, { length }) => sum + length, 0);
  const units = new Uint16Array(most);
  const width = 2 + banding.bands;
  const facts = new Int32Array(texts.length * width);
  let end = 0;
  for (const [at, text] of texts.entries()) {
    sketcher.read(text);
    const { folded } = sketcher;
    units.set(folded.units.subarray(0, folded.length), end);
    facts[at * width] = folded.length;
    facts[at * width + 1] = folded.key;
    facts.set(sketcher.keys(), at * width + 2);
    end += folded.length;
  }
  return { units, facts };
}
