import { readSpans, type Span } from '../../../../datasets/tasks/spans.ts';
import { HitsTable } from '../hits-table.ts';
import type { Judge, JudgedAnswer, MakeJudge } from '../judge.ts';
import {
  f1Of,
  groupOf,
  macroF1Of,
  precisionOf,
  recallOf,
  together,
  weakestFirst,
} from '../metrics/precision-recall.ts';
import { exactMatches, overlapMatches } from '../metrics/span-match.ts';

const EXACT = 0;

/**
 * Terms, entities and typed spans: right where type and text agree (and places, where both have them). Where the expected
 * answers have no types, those that are given do not matter. Types that no expected answer has count as too many.
 * Source of exact matching: CoNLL-2003's, over sets of answers instead of tagged words.
 */
export const extraction: MakeJudge = (records) => {
  const types = [
    ...new Set(records.flatMap(({ truth }) => (readSpans(truth) ?? []).map(({ type }) => type))),
  ].sort();
  const typed = types.some((type) => type !== '');
  const names = typed ? types : [''];
  const index = new Map(names.map((name, at) => [name, at]));
  const unknownPart = names.length;
  const exactly = new HitsTable(1, names.length + 1);
  const nearly = new HitsTable(exactly.end, names.length + 1);
  const read = (answer: string): readonly Span[] | null => {
    const spans = readSpans(answer);
    return spans === null || typed ? spans : spans.map((span) => ({ ...span, type: '' }));
  };
  const judge: Judge['judge'] = ({ truth, text }, answer): JudgedAnswer => {
    const wanted = read(truth) ?? [];
    const given = read(answer);
    const counts = new Float64Array(nearly.end);
    for (const type of new Set([...wanted, ...(given ?? [])].map((span) => span.type))) {
      const ofType = (span: Span): boolean => span.type === type;
      const [ours, theirs] = [wanted.filter(ofType), (given ?? []).filter(ofType)];
      const part = index.get(type) ?? unknownPart;
      const both = { given: theirs.length, wanted: ours.length };
      exactly.add(counts, part, { right: exactMatches(ours, theirs), ...both });
      nearly.add(counts, part, { right: overlapMatches(ours, theirs, text), ...both });
    }
    const hits = together(exactly.all(counts));
    const exact = given !== null && hits.right === hits.given && hits.right === hits.wanted;
    counts[EXACT] = Number(exact);
    return { counts, score: exact ? 1 : (f1Of(hits) ?? 0), readable: given !== null };
  };
  return {
    width: nearly.end,
    judge,
    wrong: (record) => {
      const counts = nearly.allWrong(exactly.allWrong(judge(record, record.truth).counts));
      counts[EXACT] = 0;
      return counts;
    },
    figures: (sum, n) => {
      const all = together(exactly.all(sum));
      return {
        micro_f1: f1Of(all) ?? 0,
        micro_precision: precisionOf(all),
        micro_recall: recallOf(all),
        macro_f1: macroF1Of(exactly.all(sum).slice(0, unknownPart)),
        overlap_f1: f1Of(together(nearly.all(sum))),
        exact_match: sum[EXACT]! / n,
      };
    },
    groups: (sum) =>
      typed
        ? weakestFirst(
            names.map((name, part) => groupOf(name, exactly.of(sum, part), f1Of(nearly.of(sum, part)))),
          )
        : [],
    readsTruth: (truth) => readSpans(truth) !== null,
  };
};
