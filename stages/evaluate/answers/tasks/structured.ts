import { readFields } from '../../../../datasets/tasks/fields.ts';
import { HitsTable } from '../hits-table.ts';
import type { Judge, JudgedAnswer, MakeJudge } from '../judge.ts';
import { f1Of, groupOf, macroF1Of, together, weakestFirst } from '../metrics/precision-recall.ts';

const EXACT = 0;
const VALID = 1;

/**
 * Answers that are JSON objects, field by field: a field is right where its value equals the expected one. A wrong value
 * is one too many and one missing. Fields that no expected answer has count in micro-F1 and in the exact match only.
 * An answer that is no JSON object has none of the fields.
 */
export const structured: MakeJudge = (records) => {
  const names = [...new Set(records.flatMap(({ truth }) => [...(readFields(truth)?.keys() ?? [])]))].sort();
  const index = new Map(names.map((name, at) => [name, at]));
  const table = new HitsTable(2, names.length + 1);
  const unknownPart = names.length;
  const judge: Judge['judge'] = ({ truth }, answer): JudgedAnswer => {
    const wanted = readFields(truth);
    const given = readFields(answer);
    const counts = new Float64Array(table.end);
    const hits = { right: 0, given: given?.size ?? 0, wanted: wanted?.size ?? 0 };
    for (const name of new Set([...(wanted?.keys() ?? []), ...(given?.keys() ?? [])])) {
      const [is, said] = [wanted?.get(name), given?.get(name)];
      const right = Number(is !== undefined && is === said);
      hits.right += right;
      table.add(counts, index.get(name) ?? unknownPart, {
        right,
        given: Number(said !== undefined),
        wanted: Number(is !== undefined),
      });
    }
    const exact =
      wanted !== null && given !== null && hits.right === hits.given && hits.right === hits.wanted;
    counts[EXACT] = Number(exact);
    counts[VALID] = Number(given !== null);
    return { counts, score: exact ? 1 : (f1Of(hits) ?? 0), readable: given !== null };
  };
  return {
    width: table.end,
    judge,
    wrong: (record) => {
      const counts = table.allWrong(judge(record, record.truth).counts);
      counts[EXACT] = 0;
      return counts;
    },
    figures: (sum, n) => {
      const parts = table.all(sum);
      return {
        macro_field_f1: macroF1Of(parts.slice(0, unknownPart)) ?? 0,
        micro_f1: f1Of(together(parts)) ?? 0,
        exact_match: sum[EXACT]! / n,
        valid_json: sum[VALID]! / n,
      };
    },
    groups: (sum) => weakestFirst(names.map((name, part) => groupOf(name, table.of(sum, part)))),
    readsTruth: (truth) => readFields(truth) !== null,
  };
};
