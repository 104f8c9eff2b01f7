import { SYSTEM_IDS } from '../../pipeline/contracts/names.ts';
import { PEER_IDS } from '../../pipeline/contracts/peers.ts';
import type { PredictionsLine } from '../../pipeline/contracts/prediction-lines.ts';
import { CSV_START, csvRow } from '../../pipeline/contracts/spreadsheet.ts';

/**
 * The answers to every test record as CSV for a spreadsheet: `id`, `truth`, and of each system its answer, `…_right` (1 or
 * 0; empty of answers that were written, which are right in part) and `…_probability` of the answer, 0–1 (empty likewise, and of
 * systems that give none).
 * @param labels of the evaluation, in its order; empty of answers that were written
 */
export async function* predictionRows(
  lines: AsyncIterable<PredictionsLine>,
  labels: readonly string[],
): AsyncGenerator<Buffer> {
  const places = new Map(labels.map((label, at) => [label, at]));
  let systems: (keyof PredictionsLine['systems'])[] | null = null;
  for await (const { id, truth, systems: answers } of lines) {
    if (systems === null) {
      systems = [...SYSTEM_IDS, ...PEER_IDS].filter((system) => answers[system] !== undefined);
      const heads = systems.flatMap((system) => [system, `${system}_right`, `${system}_probability`]);
      yield Buffer.from(CSV_START + csvRow(['id', 'truth', ...heads]));
    }
    const cells = systems.flatMap((system) => {
      const given = answers[system]!;
      if ('answer' in given) return [given.answer, '', ''];
      const { label, probabilities } = given;
      return [label, label === truth ? '1' : '0', shown(probabilities[places.get(label) ?? -1])];
    });
    yield Buffer.from(csvRow([id, truth, ...cells]));
  }
}

/** Six digits say all that a spreadsheet needs. */
const shown = (probability: number | undefined): string =>
  probability === undefined ? '' : String(Number(probability.toFixed(6)));
