import { labelList, readLabels } from '../../../../datasets/tasks/label-list.ts';
import { HitsTable } from '../hits-table.ts';
import type { Judge, JudgedAnswer, MakeJudge } from '../judge.ts';
import { f1Of, groupOf, macroF1Of, together, weakestFirst } from '../metrics/precision-recall.ts';

/**
 * Several labels for each record. What an answer gives beside the labels there are is a label too many: it counts in
 * micro-F1, the record's own F1 and the match of all labels, but is no label of its own in macro-F1 and Hamming loss.
 * With answers of known labels only, all figures equal scikit-learn's on indicator matrices with `zero_division=0`.
 * An answer is unreadable where no label is found in it and it is no empty list.
 */
export const multiLabel: MakeJudge = (records, facts) => {
  const names = [...new Set([...facts.labels, ...records.flatMap(({ truth }) => labelList(truth))])].sort();
  const index = new Map(names.map((name, at) => [name, at]));
  const known = new Set(names);
  // The last part is whatever is none of the labels.
  const table = new HitsTable(3, names.length + 1);
  const unknownPart = names.length;
  const judge: Judge['judge'] = ({ truth }, answer): JudgedAnswer => {
    const wanted = new Set(labelList(truth));
    const given = readLabels(answer, known);
    const counts = new Float64Array(table.end);
    let right = 0;
    for (const label of new Set([...wanted, ...given.known])) {
      const [is, said] = [wanted.has(label), given.known.includes(label)];
      right += Number(is && said);
      table.add(counts, index.get(label)!, {
        right: Number(is && said),
        given: Number(said),
        wanted: Number(is),
      });
    }
    const extra = given.unknown.length;
    table.add(counts, unknownPart, { right: 0, given: extra, wanted: 0 });
    const all = given.known.length + extra;
    const score = f1Of({ right, given: all, wanted: wanted.size }) ?? 0;
    const exact = right === wanted.size && right === all;
    counts.set([score, Number(exact), wanted.size + given.known.length - 2 * right]);
    return { counts, score: exact ? 1 : score, readable: given.known.length > 0 || answer.trim() === '[]' };
  };
  return {
    width: table.end,
    judge,
    wrong: (record) => {
      const counts = table.allWrong(judge(record, record.truth).counts);
      counts.set([0, 0, 2 * labelList(record.truth).length]);
      return counts;
    },
    figures: (sum, n) => {
      const parts = table.all(sum);
      return {
        macro_f1: macroF1Of(parts.slice(0, unknownPart)) ?? 0,
        micro_f1: f1Of(together(parts)) ?? 0,
        samples_f1: sum[0]! / n,
        subset_accuracy: sum[1]! / n,
        hamming_loss: names.length === 0 ? null : sum[2]! / (n * names.length),
      };
    },
    groups: (sum) => weakestFirst(names.map((name, part) => groupOf(name, table.of(sum, part)))),
    readsTruth: (truth) => labelList(truth).length > 0 || truth.trim() === '[]',
  };
};
