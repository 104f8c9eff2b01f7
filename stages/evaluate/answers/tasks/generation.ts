import type { Judge, MakeJudge } from '../judge.ts';
import { CHRF_COUNTS, chrf, chrfCounts } from '../metrics/chrf.ts';
import { copiedRuns } from '../metrics/copying.ts';
import { inventedNumbers } from '../metrics/invented-numbers.ts';
import { rougeL, rougeN, rougeUnits } from '../metrics/rouge.ts';

const OTHERS = [
  'rouge1',
  'rouge2',
  'rougeL',
  'given',
  'wanted',
  'copied',
  'runs',
  'invented',
  'numbers',
] as const;
const at = (name: (typeof OTHERS)[number]): number => CHRF_COUNTS + OTHERS.indexOf(name);

/** Free text, judged by what it shares with the expected one. chrF++ is that of the corpus. A blank answer is none. */
export const generation: MakeJudge = () => {
  const judge: Judge['judge'] = ({ text, truth }, answer) => {
    const counts = new Float64Array(CHRF_COUNTS + OTHERS.length);
    const grams = chrfCounts(truth, answer);
    counts.set(grams);
    const [wanted, given] = [rougeUnits(truth), rougeUnits(answer)];
    const { copied, runs } = copiedRuns(answer, text);
    const { invented, numbers } = inventedNumbers(answer, text, truth);
    counts.set(
      [
        rougeN(wanted, given, 1),
        rougeN(wanted, given, 2),
        rougeL(wanted, given),
        Array.from(answer).length,
        Array.from(truth).length,
        copied,
        runs,
        invented,
        numbers,
      ],
      CHRF_COUNTS,
    );
    return { counts, score: chrf(grams), readable: answer.trim() !== '' };
  };
  return {
    width: CHRF_COUNTS + OTHERS.length,
    judge,
    wrong: (record) => judge(record, '').counts,
    figures: (sum, n) => {
      const share = (part: (typeof OTHERS)[number], whole: (typeof OTHERS)[number]): number | null =>
        sum[at(whole)] === 0 ? null : sum[at(part)]! / sum[at(whole)]!;
      return {
        chrf: chrf(sum),
        rouge_1: sum[at('rouge1')]! / n,
        rouge_2: sum[at('rouge2')]! / n,
        rouge_l: sum[at('rougeL')]! / n,
        length_ratio: share('given', 'wanted'),
        copy_rate: share('copied', 'runs'),
        invented_numbers: share('invented', 'numbers'),
      };
    },
    groups: () => [],
    readsTruth: (truth) => truth.trim() !== '',
  };
};
