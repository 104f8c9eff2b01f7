import { dice } from '../../near-duplicate/made-texts.ts';
import { labelled } from '../../records.ts';
import { refined } from '../refined.ts';
import { alone, type Score, scoreOf } from './score.ts';

const DATASETS = 80;
const FEWER = 9;

const UNITS = [
  '工務',
  '社會',
  '教育',
  '環境保護',
  '交通',
  '衛生',
  '勞動',
  '文化',
  '民政',
  '地政',
  '財政',
  '消防',
];
const INTENTS = [
  'card',
  'refund',
  'top up',
  'exchange',
  'PIN',
  'transfer',
  'fee',
  'limit',
  'account',
  'cash',
];

interface Dataset {
  readonly counts: ReadonlyMap<string, number>;
  readonly rare: ReadonlySet<string>;
}

/**
 * Datasets with labels that are just rare enough and just not: a label is rare where the largest has ten times as many
 * records or more. Every fifth dataset has answers in free words, which are no labels however often one comes.
 */
export async function imbalanceScore(): Promise<Score> {
  const roll = dice(61);
  const [rare, named] = [new Set<string>(), new Set<string>()];
  let nearMisses = 0;
  for (let d = 0; d < DATASETS; d++) {
    const dataset = d % 5 === 4 ? freeAnswers(d, roll) : labels(d, roll);
    for (const label of dataset.rare) rare.add(label);
    nearMisses += dataset.counts.size - dataset.rare.size;
    const records = [...dataset.counts].flatMap(([label, count]) =>
      Array.from({ length: count }, (_, n) => labelled(`${label} ${n}`, `${label} 的第 ${n} 題`, label)),
    );
    const { report } = await refined(records, alone('imbalance'));
    for (const { evidence } of report.dataset_findings) {
      named.add(/^“(.+)” has \d+ records?; the largest/.exec(evidence.en)![1]!);
    }
  }
  return scoreOf({ of: 'rare labels', positives: rare, nearMisses }, named);
}

/** `most` records of one label, a tenth of that or less of some, a little more than a tenth of others. */
function labels(dataset: number, roll: (limit: number) => number): Dataset {
  const most = 10 * (1 + roll(40)) + roll(10);
  const names = (dataset % 2 === 0 ? UNITS : INTENTS).map((name) => `${name}${dataset}`);
  const tenth = Math.floor(most / 10);
  const counts = new Map<string, number>([[names[0]!, most]]);
  const rare = new Set<string>();
  for (const [n, name] of names.slice(1).entries()) {
    const few = n < 3;
    counts.set(
      name,
      few ? (n === 0 ? tenth : 1 + roll(tenth)) : tenth + 1 + roll(n === 3 ? 1 : FEWER * tenth),
    );
    if (few) rare.add(name);
  }
  return { counts, rare };
}

function freeAnswers(dataset: number, roll: (limit: number) => number): Dataset {
  const counts = new Map<string, number>([[`不詳${dataset}`, 10 + roll(5)]]);
  for (let n = 0; n < 40; n++) counts.set(`${dataset} 年第 ${n} 號`, 1);
  return { counts, rare: new Set() };
}
