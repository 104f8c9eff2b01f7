import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Span } from '../../../../../../datasets/tasks/spans.ts';
import type { AnswerRecord, Judge } from '../../../../../../stages/evaluate/answers/judge.ts';
import { chrf, chrfCounts } from '../../../../../../stages/evaluate/answers/metrics/chrf.ts';
import { cmrcExactMatch, cmrcF1 } from '../../../../../../stages/evaluate/answers/metrics/cmrc.ts';
import { englishWords } from '../../../../../../stages/evaluate/answers/metrics/english-words.ts';
import { rougeL, rougeN, rougeUnits } from '../../../../../../stages/evaluate/answers/metrics/rouge.ts';
import { squadExactMatch, squadF1 } from '../../../../../../stages/evaluate/answers/metrics/squad.ts';
import { sumOf } from '../../../../../../stages/evaluate/answers/resampling.ts';
import { JUDGES } from '../../../../../../stages/evaluate/answers/tasks/registry.ts';

interface Reference {
  readonly cmrc: readonly Answered[];
  readonly squad: readonly Answered[];
  readonly words: readonly { text: string; words: string[] }[];
  readonly generation: {
    readonly corpus: number;
    readonly cases: readonly { truth: string; answer: string; chrf: number; rouge?: number[] }[];
  };
  readonly multi_label: readonly {
    names: string[];
    truth: number[][];
    answers: number[][];
    macro_f1: number;
    micro_f1: number;
    samples_f1: number;
    subset_accuracy: number;
    hamming_loss: number;
    per_label: number[][];
  }[];
  readonly extraction: readonly {
    records: [truth: Tag[], answer: Tag[]][];
    micro: number[];
    per_type: Record<string, number[]>;
  }[];
}
interface Answered {
  readonly truth: string;
  readonly answer: string;
  readonly f1: number;
  readonly exact: number;
}
type Tag = [start: number, end: number, type: string];

/** Made by answer-metrics.py, beside it; that tells with what. */
const REFERENCE = JSON.parse(
  readFileSync(new URL('../../../../../fixtures/answer-metrics.json', import.meta.url), 'utf8'),
) as Reference;

/** The sum of all counts, and the records' own scores. */
function judgeAll(judge: Judge, records: readonly AnswerRecord[], answers: readonly string[]) {
  const judged = records.map((record, at) => judge.judge(record, answers[at]!));
  return {
    judged,
    sum: sumOf(
      judged.map(({ counts }) => counts),
      judge.width,
    ),
  };
}

function close(found: number | null | undefined, expected: number, where: string, within = 1e-12): void {
  assert.ok(
    typeof found === 'number' && Math.abs(found - expected) <= within,
    `${where}: ${found} ≠ ${expected}`,
  );
}

describe('answers judged as the fields’ own programs judge them', () => {
  it('question answering in Chinese and mixed text: the script of CMRC 2018', () => {
    for (const { truth, answer, f1, exact } of REFERENCE.cmrc) {
      close(cmrcF1(truth, answer), f1, `${truth} | ${answer}`);
      assert.equal(Number(cmrcExactMatch(truth, answer)), exact, `${truth} | ${answer}`);
    }
  });

  it('question answering in English: the script of SQuAD 1.1', () => {
    for (const { truth, answer, f1, exact } of REFERENCE.squad) {
      close(squadF1(truth, answer), f1, `${truth} | ${answer}`);
      assert.equal(Number(squadExactMatch(truth, answer)), exact, `${truth} | ${answer}`);
    }
  });

  it('words between Chinese characters: NLTK', () => {
    for (const { text, words } of REFERENCE.words) assert.deepEqual(englishWords(text), words, text);
  });

  it('chrF++ of a text and of a corpus: sacrebleu; ROUGE of English: rouge-score', () => {
    const { cases, corpus } = REFERENCE.generation;
    for (const { truth, answer, chrf: expected, rouge } of cases) {
      const where = `${truth} | ${answer}`;
      close(100 * chrf(chrfCounts(truth, answer)), expected, where, 1e-9);
      if (rouge === undefined) continue;
      const [wanted, given] = [rougeUnits(truth), rougeUnits(answer)];
      const ours = [rougeN(wanted, given, 1), rougeN(wanted, given, 2), rougeL(wanted, given)];
      for (const [at, value] of rouge.entries()) close(ours[at], value, `${where} ${at}`);
    }
    const records = cases.map(({ truth }, at) => ({ id: String(at), text: '', truth }));
    const judge = JUDGES.generation(records, { language: 'en', labels: [] });
    const { sum } = judgeAll(
      judge,
      records,
      cases.map(({ answer }) => answer),
    );
    close(100 * judge.figures(sum, cases.length).chrf!, corpus, 'corpus', 1e-9);
    assert.ok(cases.filter(({ rouge }) => rouge !== undefined).length >= 30);
  });

  it('multi-label figures: scikit-learn', () => {
    for (const [number, one] of REFERENCE.multi_label.entries()) {
      const listed = (row: readonly number[]): string =>
        JSON.stringify(one.names.filter((_, at) => row[at] === 1));
      const records = one.truth.map((row, at) => ({ id: String(at), text: '', truth: listed(row) }));
      const judge = JUDGES.multi_label(records, { language: 'zh-TW', labels: one.names });
      const { sum } = judgeAll(judge, records, one.answers.map(listed));
      const figures = judge.figures(sum, records.length);
      for (const metric of [
        'macro_f1',
        'micro_f1',
        'samples_f1',
        'subset_accuracy',
        'hamming_loss',
      ] as const) {
        close(figures[metric], one[metric], `case ${number} ${metric}`);
      }
      for (const group of judge.groups(sum)) {
        const at = one.names.indexOf(group.name);
        close(group.precision ?? 0, one.per_label[0]![at]!, `case ${number} precision`);
        close(group.recall ?? 0, one.per_label[1]![at]!, `case ${number} recall`);
        close(group.f1 ?? 0, one.per_label[2]![at]!, `case ${number} f1`);
        assert.equal(group.support, one.per_label[3]![at]!);
      }
    }
  });

  it('typed spans, exactly: seqeval', () => {
    for (const [number, one] of REFERENCE.extraction.entries()) {
      // Tokens of one letter each, so that a span's text names its place as seqeval knows it.
      const spans = (tags: readonly Tag[]): string =>
        JSON.stringify(
          tags.map(([start, end, type]): Omit<Span, 'place'> & { start: number; end: number } => ({
            type,
            text: `${start}-${end}`,
            start,
            end,
          })),
        );
      const records = one.records.map(([truth], at) => ({ id: String(at), text: '', truth: spans(truth) }));
      const judge = JUDGES.extraction(records, { language: 'en', labels: [] });
      const { sum } = judgeAll(
        judge,
        records,
        one.records.map(([, answer]) => spans(answer)),
      );
      const figures = judge.figures(sum, records.length);
      close(figures.micro_precision ?? 0, one.micro[0]!, `case ${number} precision`);
      close(figures.micro_recall ?? 0, one.micro[1]!, `case ${number} recall`);
      close(figures.micro_f1, one.micro[2]!, `case ${number} f1`);
      const groups = new Map(judge.groups(sum).map((group) => [group.name, group]));
      assert.deepEqual([...groups.keys()].sort(), Object.keys(one.per_type).sort());
      for (const [type, [precision, recall, f1]] of Object.entries(one.per_type)) {
        const group = groups.get(type)!;
        close(group.precision ?? 0, precision!, `case ${number} ${type}`);
        close(group.recall ?? 0, recall!, `case ${number} ${type}`);
        close(group.f1 ?? 0, f1!, `case ${number} ${type}`);
      }
    }
  });
});
