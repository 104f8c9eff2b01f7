import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import { type ColumnValues, columnValues, looksLikeLabels } from './column-values.ts';
import { type Mapping, mappingText } from './mapping.ts';
import { nameStrength, type Role } from './names.ts';

/** The columns of a file with a sample of its rows. */
export interface Sample {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Line of the header, or of the first row. */
  readonly line: number;
}

/**
 * Guesses which columns are the question and the answer, from their names first, then from their values: answers that
 * recur are labels, others are completions. Null where there is nothing to go by.
 * Faults, final: `INPUT_MAP_AMBIGUOUS` with the candidates and the mapping to write; `INPUT_NO_HEADER` where the name of
 * the answers is one of them.
 */
export function guessMapping(sample: Sample, faults: FaultList): Mapping | null {
  const usable = usableColumns(sample);
  const answers = named(usable, 'answer') ?? usable.filter((one) => looksLikeLabels(one) && !one.figures);
  const rest = usable.filter((one) => !one.figures && !(answers.length === 1 && answers[0] === one));
  const questions = named(rest, 'question') ?? rest.filter(looksLikeText);
  const [question, answer] = [questions[0], answers[0]];
  if (question === undefined || answer === undefined || question === answer) return null;
  const labels = answer.texts < 8 || looksLikeLabels(answer);
  if (labels && sample.rows.some((row) => row[answer.column] === answer.column)) {
    faults.fail('INPUT_NO_HEADER', { line: sample.line, params: { value: answer.column } });
  }
  const [questionField, answerField] = labels ? ['text', 'label'] : ['prompt', 'completion'];
  return settled(
    [
      [questionField!, questions],
      [answerField!, answers],
    ],
    sample,
    faults,
  );
}

/** Guesses the one column that a file of texts and labels lacks, by names alone. As above. */
export function guessMissing(sample: Sample, faults: FaultList): Mapping | null {
  const has = (column: string) => sample.columns.includes(column);
  const [field, role] = has('text') ? (['label', 'answer'] as const) : (['text', 'question'] as const);
  const others = usableColumns(sample).filter(({ column }) => !['text', 'label', 'target'].includes(column));
  const found = named(others, role);
  return found === null ? null : settled([[field, found]], sample, faults);
}

function usableColumns({ columns, rows }: Sample): readonly ColumnValues[] {
  return columns
    .map((column) => columnValues(column, rows))
    .filter(({ texts }) => rows.length === 0 || texts * 2 > rows.length);
}

/** The columns whose names say the role most surely; null where no name says it. */
function named(columns: readonly ColumnValues[], role: Role): readonly ColumnValues[] | null {
  for (const strength of [2, 1] as const) {
    const found = columns.filter(({ column }) => nameStrength(column, role) === strength);
    if (found.length > 0) return found;
  }
  return null;
}

/** The first candidate of each field, where it is the only one. */
function settled(
  found: readonly (readonly [field: string, candidates: readonly ColumnValues[]])[],
  { line }: Sample,
  faults: FaultList,
): Mapping {
  const mapping = new Map(found.map(([field, [first]]) => [field, first!.column]));
  for (const [field, all] of found) {
    if (all.length === 1) continue;
    const candidates = all.map(({ column }) => column).join(', ');
    faults.add('INPUT_MAP_AMBIGUOUS', {
      line,
      field,
      params: { field, candidates, example: mappingText(mapping) },
      found: candidates,
    });
  }
  faults.check();
  return mapping;
}

/** Values that are worth reading: long, and hardly any two alike. */
function looksLikeText({ texts, distinct, meanLength }: ColumnValues): boolean {
  return texts >= 8 && distinct > 0.8 * texts && meanLength >= 10;
}
