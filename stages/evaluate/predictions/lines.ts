import { Readable } from 'node:stream';
import type { SystemId } from '../../../pipeline/contracts/names.ts';
import type { PeerId } from '../../../pipeline/contracts/peers.ts';
import type { PredictionsLine } from '../../../pipeline/contracts/prediction-lines.ts';
import type { TestRecord } from '../test-records.ts';
import type { Answers } from './answers.ts';

/** The answers of all systems as JSON lines, one for each record, in file order. */
export function predictionLines(
  records: readonly TestRecord[],
  systems: ReadonlyMap<SystemId | PeerId, Answers>,
  labels: readonly string[],
): Readable {
  const columns = [...systems].map(([id, given]) => ({
    id,
    given,
    places: labels.map((label) => given.labels.indexOf(label)),
  }));
  function* lines(): Generator<Buffer> {
    for (const [at, { id, truth }] of records.entries()) {
      const answered = columns.map(({ id: system, given, places }) => {
        const own = given.probabilities[at]!;
        const probabilities = own.length === 0 ? [] : places.map((place) => own[place] ?? 0);
        return [system, { label: given.answers[at]!, probabilities }];
      });
      const line: PredictionsLine = { id, truth, systems: Object.fromEntries(answered) };
      yield Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
    }
  }
  return Readable.from(lines(), { objectMode: false });
}

/** The written answers of all systems as JSON lines, one for each record, in file order. */
export function writtenLines(
  records: readonly TestRecord[],
  systems: ReadonlyMap<SystemId | PeerId, readonly string[]>,
): Readable {
  function* lines(): Generator<Buffer> {
    for (const [at, { id, truth }] of records.entries()) {
      const answered = [...systems].map(([system, answers]) => [system, { answer: answers[at]! }]);
      const line: PredictionsLine = { id, truth, systems: Object.fromEntries(answered) };
      yield Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
    }
  }
  return Readable.from(lines(), { objectMode: false });
}
