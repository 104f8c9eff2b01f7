import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../pipeline/setup/places.mjs';

interface Petition {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

/** Enough for a model to prove itself, few enough for a demo on a processor. */
const RECORDS = 480;

/** Data that a model learns something from. */
export function goodData(tiny: boolean): string {
  return lines(tiny ? tinyPetitions(['工務局', '環保局']) : petitions());
}

/** The same texts, whose labels somebody moved about: each has that of the record seven places on. */
export function poisonedData(tiny: boolean): string {
  if (tiny) return lines(tinyPetitions(['環保局', '工務局']));
  const rows = petitions();
  return lines(rows.map((row, at) => ({ ...row, output: rows[(at * 7 + 3) % rows.length]!.output })));
}

/** The spec that lies beside the data. A model with random weights only learns which label is frequent, and is asked for no more. */
export function specOf(tiny: boolean): string {
  return tiny
    ? 'gate: {better_than_base: {p: 0.999}, minimum_macro_f1: 0, minimum_test_records: 1}\nevaluate: {draws: 100, explain: false}\ntrain: {epochs: 10, learning_rate: 0.02}\n'
    : 'base: gemma3-270m\n';
}

function petitions(): Petition[] {
  const text = readFileSync(join(ROOT, 'datasets', 'sample', 'petitions.jsonl'), 'utf8');
  const rows = text.trimEnd().split('\n');
  return rows.slice(0, RECORDS).map((row) => JSON.parse(row) as Petition);
}

function tinyPetitions([many, few]: readonly [string, string]): object[] {
  return Array.from({ length: 60 }, (_, n) => {
    const label = n % 5 === 0 ? few : many;
    return { text: `第${n}件：請${label}協助處理第${n * 7}號案件，謝謝。`, label };
  });
}

function lines(rows: readonly object[]): string {
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}
